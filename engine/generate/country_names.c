/* A program of the build: writes what states are called, in English and in Dutch, from the iso-codes collection.
 *
 *   country_names <iso_3166-1.json> <header to write>
 *
 * Each country becomes a line `#define COUNTRY_NLD "Netherlands", "Nederland"`; engine/script/countries.c puts them
 * beside the places. The Dutch names come through gettext, as iso-codes has them, so the program is run under
 * LC_ALL=C.UTF-8 and LANGUAGE=nl; a system that leaves translations out gets English names and a warning. A name is
 * the common one if there is one, else the official one, unless it is in the short list of exceptions below. */
#include <jansson.h>
#include <libintl.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* What iso-codes has is right as a list and wrong in a sentence, old, or differs between its versions. */
static const struct {
  const char *code, *english, *dutch;
} exceptions[] = {
    {"BLR", "Belarus", "Belarus"},                                                /* as the Dutch government writes */
    {"BRN", "Brunei", "Brunei"},                                                  /* its longer name is not said */
    {"COD", "Democratic Republic of the Congo", "Democratische Republiek Congo"}, /* turned round in the list */
    {"FSM", "Micronesia", "Micronesia"},                                          /* turned round in the list */
    {"GEO", "Georgia", "Georgië"},                                                /* left in English */
    {"MDV", "Maldives", "Malediven"},                                             /* misspelt */
    {"NLD", "Netherlands", "Nederland"}, /* ISO since 2024: Netherlands, Kingdom of the */
    {"PSE", "Palestine", "Palestina"},   /* turned round in the list */
    {"RUS", "Russia", "Rusland"},        /* its longer name is not said */
    {"VAT", "Vatican City", "Vaticaanstad"},                        /* two names at once; turned round in the list */
    {"VGB", "British Virgin Islands", "Britse Maagdeneilanden"},    /* turned round in the list */
    {"VIR", "US Virgin Islands", "Amerikaanse Maagdeneilanden"},    /* turned round in the list */
};
enum { EXCEPTIONS = sizeof exceptions / sizeof exceptions[0] };

static const char domain[] = "iso_3166-1";

static void write_quoted(FILE *out, const char *text) {
  putc('"', out);
  for (const char *at = text; *at; at++) {
    if (*at == '"' || *at == '\\' || *at == '?') putc('\\', out); /* the last: no trigraphs */
    putc(*at, out);
  }
  putc('"', out);
}

static void write_country(FILE *out, const char *code, const char *english, const char *dutch) {
  for (size_t i = 0; i < EXCEPTIONS; i++) {
    if (strcmp(exceptions[i].code, code)) continue;
    english = exceptions[i].english;
    dutch = exceptions[i].dutch;
  }
  fprintf(out, "#define COUNTRY_%s ", code);
  write_quoted(out, english);
  fputs(", ", out);
  write_quoted(out, dutch);
  putc('\n', out);
}

static bool is_code(const char *code) {
  return code && strlen(code) == 3 && strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3;
}

/* Returns whether any name was translated. */
static bool write_countries(FILE *out, const json_t *list) {
  bool has_dutch = false;
  size_t i;
  const json_t *country;
  json_array_foreach(list, i, country) {
    const char *code = json_string_value(json_object_get(country, "alpha_3"));
    const char *english = json_string_value(json_object_get(country, "common_name"));
    if (!english) english = json_string_value(json_object_get(country, "name"));
    if (!is_code(code) || !english) continue;
    const char *dutch = dgettext(domain, english);
    has_dutch = has_dutch || strcmp(dutch, english) != 0;
    write_country(out, code, english, dutch);
  }
  return has_dutch;
}

static int write_header(const char *path, const json_t *list) {
  FILE *out = fopen(path, "w");
  if (!out) {
    perror(path);
    return 1;
  }
  fputs("/* Names of countries, from iso-codes. Written by the build. */\n", out);
  if (!write_countries(out, list))
    fputs("country names: iso-codes has no Dutch here, so names of countries stay English. A system set up without "
          "translations installs them with: apt-get install --reinstall -o "
          "Dpkg::Options::=--path-include=/usr/share/locale/nl/* iso-codes\n",
          stderr);
  bool is_written = !ferror(out);
  if (fclose(out) || !is_written) {
    perror(path);
    return 1;
  }
  return 0;
}

int main(int count, char **argument) {
  json_error_t error;
  if (count != 3) {
    fputs("usage: country_names <iso_3166-1.json> <header to write>\n", stderr);
    return 2;
  }
  setlocale(LC_ALL, "");
  bind_textdomain_codeset(domain, "UTF-8");
  json_t *root = json_load_file(argument[1], 0, &error);
  const json_t *list = json_object_get(root, "3166-1");
  if (!json_array_size(list)) {
    fprintf(stderr, "%s: no list of countries (%s). It is part of the Debian package iso-codes.\n", argument[1],
            root ? "there is no \"3166-1\"" : error.text);
    json_decref(root);
    return 1;
  }
  int status = write_header(argument[2], list);
  json_decref(root);
  return status;
}
