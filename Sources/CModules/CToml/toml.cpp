#include "ctoml.h"

// Some texts reach toml++'s assertions (a date, "T", and then no digit, for one), which a release build turns into
// undefined behaviour. Here a false assertion is an error of the text, in every build.
#undef NDEBUG
namespace {
struct AssertionFailure {};
} // namespace
#define TOML_ASSERT(condition)                                                                                             \
    do {                                                                                                                   \
        if (!(condition)) throw AssertionFailure{};                                                                        \
    } while (false)

#define TOML_HEADER_ONLY 1
#define TOML_MAX_NESTED_VALUES 64
#include <algorithm>
#include <deque>
#include <sstream>
#include <string>
#include <string_view>
#include <toml++/toml.h>
#include <utility>
#include <vector>

struct ctoml_document {
    toml::table root;
    std::vector<ctoml_node> nodes;
    // A deque never moves what it holds, so pointers into its strings stay good.
    std::deque<std::string> texts;
    std::string error;
    ctoml_position error_position{};
};

namespace {

struct Failure {
    std::string message;
    ctoml_position position;
};

ctoml_position position(const toml::source_position &from) {
    return {static_cast<uint32_t>(from.line), static_cast<uint32_t>(from.column)};
}

// toml++ caps nested values but not the parts of one key, and a table a million levels deep overflows the stack when it is
// freed. Dots between the parts of a key are counted before it sees the text.
void refuse_long_keys(std::string_view text, size_t depth) {
    size_t dots = 0;
    uint32_t line = 1;
    size_t index = 0;
    auto starts = [&](std::string_view token) { return text.compare(index, token.size(), token) == 0; };
    while (index < text.size()) {
        const char c = text[index];
        if (starts("\"\"\"") || starts("'''")) {
            const std::string_view quote = c == '"' ? "\"\"\"" : "'''";
            index += 3;
            while (index < text.size() && !starts(quote)) {
                if (text[index] == '\n') line++;
                if (c == '"' && text[index] == '\\') {
                    index++;
                    if (index < text.size() && text[index] == '\n') line++;
                }
                index++;
            }
            index = std::min(text.size(), index + 3);
            for (int extra = 0; extra < 2 && index < text.size() && text[index] == c; extra++) index++;
            continue;
        }
        if (c == '"' || c == '\'') {
            index++;
            while (index < text.size() && text[index] != c && text[index] != '\n') {
                if (c == '"' && text[index] == '\\') index++;
                index++;
            }
            if (index < text.size() && text[index] == c) index++;
            continue;
        }
        if (c == '#') {
            while (index < text.size() && text[index] != '\n') index++;
            continue;
        }
        if (c == '.') {
            if (++dots >= depth) throw Failure{"a key may have at most " + std::to_string(depth) + " parts", {line, 1}};
        } else if (c == '\n' || c == '=' || c == ',' || c == '[' || c == ']' || c == '{' || c == '}') {
            dots = 0;
            if (c == '\n') line++;
        }
        index++;
    }
}

template <typename Value> void keep_text(ctoml_document &document, ctoml_node &node, const Value &value) {
    std::ostringstream stream;
    stream << value;
    document.texts.push_back(stream.str());
    node.text = document.texts.back().data();
    node.text_length = document.texts.back().size();
}

void append(ctoml_document &document, const toml::key *key, const toml::node &value, size_t levels) {
    ctoml_node node{};
    node.begin = position(value.source().begin);
    node.end = position(value.source().end);
    if (levels == 0) throw Failure{"nested too deeply", node.begin};
    if (key) {
        node.key = key->data();
        node.key_length = key->length();
        node.key_begin = position(key->source().begin);
        node.key_end = position(key->source().end);
    }
    switch (value.type()) {
    case toml::node_type::table: {
        node.kind = CTOML_TABLE;
        const auto &table = *value.as_table();
        node.child_count = table.size();
        document.nodes.push_back(node);
        // toml++ sorts by name; people expect the order they wrote.
        std::vector<std::pair<const toml::key *, const toml::node *>> members;
        for (auto &&[name, member] : table) members.emplace_back(&name, &member);
        std::sort(members.begin(), members.end(), [](const auto &left, const auto &right) {
            return left.first->source().begin < right.first->source().begin;
        });
        for (const auto &[name, member] : members) append(document, name, *member, levels - 1);
        return;
    }
    case toml::node_type::array: {
        node.kind = CTOML_ARRAY;
        const auto &array = *value.as_array();
        node.child_count = array.size();
        document.nodes.push_back(node);
        for (auto &&element : array) append(document, nullptr, element, levels - 1);
        return;
    }
    case toml::node_type::string: {
        node.kind = CTOML_STRING;
        const std::string &text = value.as_string()->get();
        node.text = text.data();
        node.text_length = text.size();
        break;
    }
    case toml::node_type::integer:
        node.kind = CTOML_INTEGER;
        node.integer = value.as_integer()->get();
        break;
    case toml::node_type::floating_point:
        node.kind = CTOML_FLOAT;
        node.real = value.as_floating_point()->get();
        break;
    case toml::node_type::boolean:
        node.kind = CTOML_BOOLEAN;
        node.integer = value.as_boolean()->get() ? 1 : 0;
        break;
    case toml::node_type::date:
        node.kind = CTOML_DATE_TIME;
        keep_text(document, node, value.as_date()->get());
        break;
    case toml::node_type::time:
        node.kind = CTOML_DATE_TIME;
        keep_text(document, node, value.as_time()->get());
        break;
    case toml::node_type::date_time:
        node.kind = CTOML_DATE_TIME;
        keep_text(document, node, value.as_date_time()->get());
        break;
    default:
        throw Failure{"a value of an unknown kind", node.begin};
    }
    document.nodes.push_back(node);
}

bool reaches_assertion(std::string_view text) {
    try {
        (void)toml::parse(text);
    } catch (const AssertionFailure &) {
        return true;
    } catch (const toml::parse_error &) {
    }
    return false;
}

// An assertion does not know its place. The parser goes from front to back, so the shortest beginning that still reaches
// the assertion ends there.
ctoml_position assertion_position(std::string_view text) {
    size_t below = 0;
    size_t reached = text.size();
    while (below + 1 < reached) {
        const size_t middle = below + (reached - below) / 2;
        (reaches_assertion(text.substr(0, middle)) ? reached : below) = middle;
    }
    ctoml_position at{1, 1};
    for (const char c : text.substr(0, reached > 0 ? reached - 1 : 0)) {
        if (c == '\n') {
            at.line++;
            at.column = 1;
        } else if ((c & 0xC0) != 0x80) {
            at.column++;
        }
    }
    return at;
}

void fail(ctoml_document &document, std::string message, ctoml_position at) {
    document.nodes.clear();
    document.error = std::move(message);
    document.error_position = at;
}

} // namespace

ctoml_document *ctoml_parse(const char *text, size_t length, size_t depth) {
    ctoml_document *document = nullptr;
    try {
        document = new ctoml_document();
        const std::string_view view(text, length);
        refuse_long_keys(view, depth);
        document->root = toml::parse(view);
        append(*document, nullptr, document->root, depth + 1);
    } catch (const toml::parse_error &error) {
        try {
            fail(*document, std::string(error.description()), position(error.source().begin));
        } catch (...) {
            delete document;
            return nullptr;
        }
    } catch (const AssertionFailure &) {
        try {
            fail(*document, "malformed value", assertion_position(std::string_view(text, length)));
        } catch (...) {
            delete document;
            return nullptr;
        }
    } catch (Failure &failure) {
        fail(*document, std::move(failure.message), failure.position);
    } catch (...) {
        delete document;
        return nullptr;
    }
    return document;
}

const ctoml_node *ctoml_nodes(const ctoml_document *document, size_t *count) {
    *count = document->nodes.size();
    return document->nodes.data();
}

const char *ctoml_error(const ctoml_document *document, ctoml_position *at) {
    if (document->error.empty()) return nullptr;
    *at = document->error_position;
    return document->error.c_str();
}

void ctoml_free(ctoml_document *document) { delete document; }
