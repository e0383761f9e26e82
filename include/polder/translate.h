/* Translation: the interface's sentences are written in English where they are said and translated there, through
 * gettext (domain "polder", catalogues from assets/locale).
 *
 * What machines read (JSON, files, ids, TLP labels, names of policies and actions) is never translated, and nothing
 * that is translated enters a world. */
#ifndef POLDER_TRANSLATE_H
#define POLDER_TRANSLATE_H

#include <polder/types.h>

/* A sentence to be said now / one that a table keeps and PL_TEXT says later. */
#define PL_TEXT(text)  pl_translate(text)
#define PL_LATER(text) text

/* The sentence in the language in use, else `text` itself. Borrowed; never NULL. The format is that of `text`. */
#if defined(__GNUC__)
__attribute__((format_arg(1)))
#endif
const char *pl_translate(const char *text);

/* The same for a sentence that a count decides about, in English or only in another language: of its two English forms
 * the one for 1 and the one for more. */
#define PL_TEXTS(one, many, count) pl_translate_count(one, many, (unsigned long)(count))
#if defined(__GNUC__)
__attribute__((format_arg(1), format_arg(2)))
#endif
const char *pl_translate_count(const char *one, const char *many, unsigned long count);

/* Chooses the language of the whole program, at its start and before any other thread; works without that language's
 * locale being installed, and tells gettext by the environment (LANGUAGE). `folder` holds
 * LANGUAGE/LC_MESSAGES/polder.mo, which is read at once; where there is none, English is spoken. Numbers and order
 * keep the habits of the C locale everywhere in the library. */
void pl_translate_into(pl_language language, const char *folder);
/* The language that is spoken: the one last chosen if there was a catalogue for it; English otherwise, and before. */
pl_language pl_translate_language(void);

#endif
