/* Parameters: the table of the header, as data.
 *
 * The two X-macros are expanded once into rows with a byte offset into pl_parameters. Whoever reads a scenario's
 * `model` table, prints the list or sweeps over a parameter goes through the rows and never through the field names,
 * so a new parameter is one line in the header. A family parameter is four rows, told apart by a letter. */
#include <polder/parameters.h>

#include <string.h>

#define FAMILY_ROW(field, suffix, family, value, low, high, unit, meaning)                                   \
  {#field "_" suffix, unit, meaning, value, low, high, offsetof(pl_parameters, field) + (family) * sizeof(int32_t)},

static const pl_parameter_row rows[] = {
#define X(name, r, e, s, w, smallest, largest, unit, meaning)                            \
  FAMILY_ROW(name, "r", PL_RANSOMWARE, r, smallest, largest, unit, meaning)              \
  FAMILY_ROW(name, "e", PL_ELECTION, e, smallest, largest, unit, meaning)                \
  FAMILY_ROW(name, "s", PL_ESPIONAGE, s, smallest, largest, unit, meaning)               \
  FAMILY_ROW(name, "w", PL_WIPER, w, smallest, largest, unit, meaning)
    PL_FAMILY_PARAMETERS(X)
#undef X
#define X(name, standard, smallest, largest, unit, meaning) \
  {#name, unit, meaning, standard, smallest, largest, offsetof(pl_parameters, name)},
    PL_PARAMETERS(X)
#undef X
};

const pl_parameter_row *pl_parameter_rows(size_t *count) {
  if (count) *count = sizeof rows / sizeof rows[0];
  return rows;
}

const pl_parameter_row *pl_parameter_find(const char *name) {
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    if (!strcmp(rows[i].name, name)) return &rows[i];
  return NULL;
}

void pl_parameters_init(pl_parameters *parameters) {
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    memcpy((char *)parameters + rows[i].offset, &rows[i].standard, sizeof rows[i].standard);
}
