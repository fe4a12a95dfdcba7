#pragma once
#include <jansson.h>
#include <stdlib.h>
