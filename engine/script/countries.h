/* Names and places of states, by ISO 3166-1 alpha-3 code. */
#ifndef POLDER_COUNTRIES_H
#define POLDER_COUNTRIES_H

#include <stdint.h>

typedef struct pl_country {
  char code[4];
  const char *english, *dutch;
  int32_t longitude, latitude; /* thousandths of a degree, a point on its largest piece of land */
} pl_country;

/* The country of that code in capitals, or NULL. Borrowed, constant. */
const pl_country *pl_country_find(const char *code);

#endif
