/* What the files of this layer share: the parts of a brief under construction. */
#ifndef POLDER_BRIEF_INTERNAL_H
#define POLDER_BRIEF_INTERNAL_H

#include <polder/brief.h>
#include <polder/world.h>

/* What an own organisation is known to have gone through. */
enum { PL_OWN_CONTAINED = 1, PL_OWN_RECOVERED = 2 };

typedef struct pl_brief_work {
  const pl_world *world;
  const pl_event_log *log;  /* NULL: none */
  pl_brief *brief;
  uint8_t *own;             /* [own organisations]: PL_OWN_… flags */
} pl_brief_work;

/* Trust in five steps, 1 (least) … 5. */
uint8_t pl_brief_fifth(pl_q16 trust);

/* Each part is counted before memory is taken and filled afterwards. */
size_t pl_brief_count_items(const pl_brief_work *work);
size_t pl_brief_count_incidents(const pl_brief_work *work);
void pl_brief_fill_items(const pl_brief_work *work);
/* Also marks the own organisations. */
void pl_brief_fill_incidents(const pl_brief_work *work);
size_t pl_brief_count_injects(const pl_brief_work *work);
void pl_brief_fill_injects(const pl_brief_work *work);
size_t pl_brief_count_events(const pl_brief_work *work);
void pl_brief_fill_events(const pl_brief_work *work);
/* The log's events of the last resolved round and of the open one begin here. */
size_t pl_brief_recent(const pl_brief_work *work);

#endif
