/* A what-if for machines. */
#ifndef POLDER_CLI_WHATIF_H
#define POLDER_CLI_WHATIF_H

#include "laid_out.h"

/* Everything about it as one object; `pairs` NULL: there are none. NULL: no memory. */
json_t *pl_json_of_what_if(const pl_laid_out *laid, const pl_what_if *what_if, const pl_comparison *comparison,
                           const pl_pairs *pairs);

#endif
