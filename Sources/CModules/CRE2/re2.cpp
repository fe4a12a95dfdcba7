#include "cre2.h"

#include <re2/re2.h>

#include <cstring>
#include <new>

struct cre2_pattern {
    RE2 regex;
    cre2_pattern(const re2::StringPiece &text, const RE2::Options &options) : regex(text, options) {}
};

// No exception may pass into Swift: every function that can allocate ends them here.

extern "C" cre2_pattern *cre2_compile(const char *text, size_t length, bool fold_case, int64_t memory) {
    try {
        RE2::Options options;
        options.set_log_errors(false);
        options.set_case_sensitive(!fold_case);
        options.set_never_capture(true);
        options.set_max_mem(memory);
        return new cre2_pattern(re2::StringPiece(text, length), options);
    } catch (...) {
        return nullptr;
    }
}

extern "C" void cre2_free(cre2_pattern *pattern) { delete pattern; }

extern "C" cre2_status cre2_get_status(const cre2_pattern *pattern) {
    switch (pattern->regex.error_code()) {
    case RE2::NoError: return CRE2_OK;
    case RE2::ErrorInternal: return CRE2_INTERNAL;
    case RE2::ErrorBadEscape: return CRE2_BAD_ESCAPE;
    case RE2::ErrorBadCharClass:
    case RE2::ErrorBadCharRange: return CRE2_BAD_CLASS;
    case RE2::ErrorMissingBracket: return CRE2_MISSING_BRACKET;
    case RE2::ErrorMissingParen: return CRE2_MISSING_PARENTHESIS;
    case RE2::ErrorUnexpectedParen: return CRE2_UNEXPECTED_PARENTHESIS;
    case RE2::ErrorTrailingBackslash: return CRE2_TRAILING_BACKSLASH;
    case RE2::ErrorRepeatArgument:
    case RE2::ErrorRepeatSize:
    case RE2::ErrorRepeatOp: return CRE2_BAD_REPETITION;
    case RE2::ErrorBadPerlOp:
    case RE2::ErrorBadNamedCapture: return CRE2_BAD_GROUP;
    case RE2::ErrorBadUTF8: return CRE2_BAD_UTF8;
    case RE2::ErrorPatternTooLarge: return CRE2_TOO_LARGE;
    }
    return CRE2_INTERNAL;
}

extern "C" const char *cre2_refused(const cre2_pattern *pattern, size_t *length) {
    const std::string &part = pattern->regex.error_arg();
    *length = part.size();
    return part.data();
}

extern "C" int cre2_program_size(const cre2_pattern *pattern) { return pattern->regex.ProgramSize(); }

extern "C" int cre2_find(const cre2_pattern *pattern, const char *text, size_t length) {
    try {
        return pattern->regex.Match(re2::StringPiece(text, length), 0, length, RE2::UNANCHORED, nullptr, 0) ? 1 : 0;
    } catch (...) {
        return -1;
    }
}

extern "C" bool cre2_contains(const char *text, size_t length, const char *part, size_t part_length) {
    return memmem(text, length, part, part_length) != nullptr;
}
