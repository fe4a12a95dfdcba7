#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// One compiled regular expression, or the reason why there is none.
typedef struct cre2_pattern cre2_pattern;

typedef enum {
    CRE2_OK,
    CRE2_INTERNAL,
    CRE2_BAD_ESCAPE,
    CRE2_BAD_CLASS,
    CRE2_MISSING_BRACKET,
    CRE2_MISSING_PARENTHESIS,
    CRE2_UNEXPECTED_PARENTHESIS,
    CRE2_TRAILING_BACKSLASH,
    CRE2_BAD_REPETITION,
    CRE2_BAD_GROUP,
    CRE2_BAD_UTF8,
    CRE2_TOO_LARGE
} cre2_status;

/// Copies the text. Never logs. NULL only without memory; given back with cre2_free, whatever its status.
cre2_pattern *cre2_compile(const char *text, size_t length, bool fold_case, int64_t memory);
void cre2_free(cre2_pattern *pattern);

cre2_status cre2_get_status(const cre2_pattern *pattern);

/// The part of the text that was refused; owned by the pattern.
const char *cre2_refused(const cre2_pattern *pattern, size_t *length);

/// Instructions of the compiled program.
int cre2_program_size(const cre2_pattern *pattern);

/// 1 where the pattern occurs in the text, 0 where not, -1 without memory. Any number of threads at once.
int cre2_find(const cre2_pattern *pattern, const char *text, size_t length);

/// memmem(3), which Swift does not see: whether the part occurs in the text, in time linear in both.
bool cre2_contains(const char *text, size_t length, const char *part, size_t part_length);

#ifdef __cplusplus
}
#endif
