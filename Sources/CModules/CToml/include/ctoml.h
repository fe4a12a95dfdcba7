// toml++ behind a C interface: one call parses, the whole tree comes back as one flat list. No exception leaves it.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// From 1; columns count Unicode scalars.
typedef struct {
    uint32_t line;
    uint32_t column;
} ctoml_position;

typedef enum {
    CTOML_TABLE,
    CTOML_ARRAY,
    CTOML_STRING,
    CTOML_INTEGER,
    CTOML_FLOAT,
    CTOML_BOOLEAN,
    CTOML_DATE_TIME,
} ctoml_kind;

/// A node and, for a table or an array, `child_count` direct children whose trees follow it in the list.
typedef struct {
    ctoml_kind kind;
    /// NULL for the root and for elements of arrays; not ended by a NUL.
    const char *key;
    size_t key_length;
    ctoml_position key_begin;
    ctoml_position key_end;
    /// The text of a string or of a date-time; not ended by a NUL.
    const char *text;
    size_t text_length;
    int64_t integer;
    double real;
    ctoml_position begin;
    ctoml_position end;
    size_t child_count;
} ctoml_node;

typedef struct ctoml_document ctoml_document;

/// Parses `length` bytes of UTF-8, at most `depth` levels deep. NULL only without memory; give it back with ctoml_free.
ctoml_document *ctoml_parse(const char *text, size_t length, size_t depth);

/// The nodes with the root first, valid until ctoml_free; `count` is 0 where parsing failed.
const ctoml_node *ctoml_nodes(const ctoml_document *document, size_t *count);

/// What was wrong with the text, or NULL; valid until ctoml_free.
const char *ctoml_error(const ctoml_document *document, ctoml_position *position);

void ctoml_free(ctoml_document *document);

#ifdef __cplusplus
}
#endif
