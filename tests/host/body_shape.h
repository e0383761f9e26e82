/* Shapes of JSON, written as they are documented:
 *
 *   {id:s name:s money:{text:s mu:i}? sent:[s]}      exactly these keys; "?": or null
 *   s text · i whole number · b true or false · o any object · n null · P paragraphs · M money · L label
 *
 * shape_check stops the test with the path of what differs. */
#ifndef POLDER_TESTS_HOST_BODY_SHAPE_H
#define POLDER_TESTS_HOST_BODY_SHAPE_H

#include <ctype.h>
#include <string.h>

#include <jansson.h>

#define SHAPE_SPANS "[{t:s s:s? chip:s?}]"
#define SHAPE_PARAGRAPHS "[{kind:s column:" SHAPE_SPANS "? spans:" SHAPE_SPANS "}]"

static const char *shape_at(const char *shape, const json_t *value, const char *path);

static inline const char *shape_blanks(const char *at) {
  while (*at == ' ') at++;
  return at;
}

/* The end of one shape, without looking at a value. */
static inline const char *shape_skip(const char *at) {
  int depth = 0;
  at = shape_blanks(at);
  do {
    depth += (*at == '{' || *at == '[') - (*at == '}' || *at == ']');
    at++;
  } while (depth);
  return *at == '?' ? at + 1 : at;
}

static inline const char *shape_object(const char *at, const json_t *value, const char *path) {
  size_t keys = 0;
  if (!json_is_object(value)) fail_msg("%s is no object", path);
  for (at = shape_blanks(at + 1); *at != '}'; at = shape_blanks(at), keys++) {
    char key[64], deeper[512];
    const size_t length = strcspn(at, ":");
    snprintf(key, sizeof key, "%.*s", (int)length, at);
    snprintf(deeper, sizeof deeper, "%s.%s", path, key);
    const json_t *member = json_object_get(value, key);
    if (!member) fail_msg("%s is missing", deeper);
    at = shape_at(at + length + 1, member, deeper);
  }
  if (keys != json_object_size(value)) {
    const char *key;
    const json_t *member;
    char known[8192];
    snprintf(known, sizeof known, "%s has %zu keys and should have %zu:", path, json_object_size(value), keys);
    json_object_foreach((json_t *)value, key, member) {
      strncat(known, " ", sizeof known - strlen(known) - 1);
      strncat(known, key, sizeof known - strlen(known) - 1);
    }
    fail_msg("%s", known);
  }
  return at + 1;
}

static inline const char *shape_list(const char *at, const json_t *value, const char *path) {
  const char *end = shape_skip(at + 1);
  if (!json_is_array(value)) fail_msg("%s is no list", path);
  for (size_t i = 0; i < json_array_size(value); i++) {
    char deeper[512];
    snprintf(deeper, sizeof deeper, "%s[%zu]", path, i);
    shape_at(at + 1, json_array_get(value, i), deeper);
  }
  return shape_blanks(end) + 1;
}

static inline void shape_plain(char kind, const json_t *value, const char *path) {
  const bool is_good = kind == 's'   ? json_is_string(value)
                       : kind == 'i' ? json_is_integer(value)
                       : kind == 'b' ? json_is_boolean(value)
                       : kind == 'o' ? json_is_object(value)
                       : kind == 'L' ? json_is_string(value) && !strncmp(json_string_value(value), "TLP:", 4)
                                     : kind == 'n' && json_is_null(value);
  if (!is_good) fail_msg("%s is not of kind %c", path, kind);
}

static const char *shape_at(const char *shape, const json_t *value, const char *path) {
  const char *at = shape_blanks(shape), *end = shape_skip(at);
  if (end[-1] == '?' && json_is_null(value)) return end;
  switch (*at) {
  case '{': shape_object(at, value, path); break;
  case '[': shape_list(at, value, path); break;
  case 'P': shape_at(SHAPE_PARAGRAPHS, value, path); break;
  case 'M': shape_at("{text:s mu:i}", value, path); break;
  default: shape_plain(*at, value, path);
  }
  return end;
}

static inline void shape_check(const char *shape, json_t *value, const char *name) {
  assert_non_null(value);
  shape_at(shape, value, name);
  json_decref(value);
}

#endif
