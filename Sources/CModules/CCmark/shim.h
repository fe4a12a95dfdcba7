#pragma once
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <stdlib.h>

// CMARK_OPT_DEFAULT is (0) and imports as such; "unsafe" is never set, so raw HTML and script links are left out.
static inline void ccmark_register(void) { cmark_gfm_core_extensions_ensure_registered(); }

static inline int ccmark_attach(cmark_parser *parser, const char *name) {
    cmark_syntax_extension *extension = cmark_find_syntax_extension(name);
    return extension && cmark_parser_attach_syntax_extension(parser, extension);
}

// What cmark_render_html hands out belongs to the default allocator, which is malloc.
static inline void ccmark_free(char *text) { free(text); }
