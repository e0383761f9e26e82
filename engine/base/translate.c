/* Translation: sentences by way of gettext, and no habit of a locale but its words.
 *
 * gettext looks for a catalogue only where the process has a locale, and it takes "C" for a wish for English. So a
 * program that found no usable locale gets C.UTF-8 for its messages, which every glibc has built in; which language
 * they are in is then for LANGUAGE alone to say. That makes Dutch work on a machine that knows no Dutch locale. The
 * category is LC_MESSAGES and nothing else: a decimal comma must not get into a file that machines read.
 *
 * Which language is spoken is asked of the catalogue itself, in which "en" has a translation, so that nothing has to
 * be remembered here and words, figures and dates cannot disagree: without a catalogue all three are English. */
#include <polder/translate.h>

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static const char domain[] = "polder";

static const char *const codes[PL_LANGUAGES] = {[PL_ENGLISH] = "en", [PL_DUTCH] = "nl"};

/* A thread may have a locale of its own for a while, as it has while a script runs; what is said about the script is
 * for the same reader as everything else. */
const char *pl_translate(const char *text) {
  locale_t own = uselocale(LC_GLOBAL_LOCALE);
  const char *said = *text ? dgettext(domain, text) : text; /* "" is what the catalogue says about itself */
  uselocale(own);
  return said;
}

const char *pl_translate_count(const char *one, const char *many, unsigned long count) {
  locale_t own = uselocale(LC_GLOBAL_LOCALE);
  const char *said = dngettext(domain, one, many, count);
  uselocale(own);
  return said;
}

pl_language pl_translate_language(void) {
  /* TRANSLATORS: the code of the language of this catalogue. */
  return strcmp(PL_TEXT("en"), codes[PL_DUTCH]) ? PL_ENGLISH : PL_DUTCH;
}

static bool is_plain(const char *locale) { return !locale || !strcmp(locale, "C") || !strcmp(locale, "POSIX"); }

void pl_translate_into(pl_language language, const char *folder) {
  setenv("LANGUAGE", codes[language == PL_DUTCH ? PL_DUTCH : PL_ENGLISH], 1);
  if (is_plain(setlocale(LC_MESSAGES, ""))) setlocale(LC_MESSAGES, "C.UTF-8");
  setlocale(LC_NUMERIC, "C");
  setlocale(LC_COLLATE, "C");
  bindtextdomain(domain, folder); /* makes gettext forget what it found before, too */
  bind_textdomain_codeset(domain, "UTF-8");
  pl_translate_language(); /* reads the catalogue now: later there may be no leave to open files */
}
