/* A laboratory: many games of the standard map, played in pairs under the same luck, and what they come to on average.
 *
 * An arm is one way to play: a policy per seat, a few parameters, and decisions on top. Outcomes of two arms with
 * the same seed are a pair. Money is in percent of the budget of the whole game of the state that it belongs to
 * (%B). */
#ifndef POLDER_TESTS_LAB_H
#define POLDER_TESTS_LAB_H

#include <polder/policy.h>

enum { SEATS = 14, ROUNDS = 12, MAPS = 20, MOST_EXTRA = 4 };
typedef enum size_class { GREAT, LARGE, MIDDLE, SMALL, CLASSES } size_class;

typedef struct arm {
  int policy[SEATS];
  /* Decisions of a seat in a round (from 0), after its posture; the last word counts. Returns how many. */
  int (*extra)(const struct arm *arm, int round, int seat, pl_decision out[MOST_EXTRA]);
  int seat, round, target, amount; /* what `extra` is about */
  void (*tune)(const struct arm *arm, pl_scenario *scenario);
  bool counts_warnings; /* costs time: the game records its events */
} arm;

typedef struct outcome {
  double payoff[SEATS], loss[SEATS], burn[SEATS];
  double loss_after[ROUNDS][SEATS]; /* cumulative */
  double damage[2];                 /* all incidents of criminals, of state actors; units of money */
  int incidents[2], infections;
  double warning;                   /* mean ticks until a state knows of what another detected first; see model §13 */
  int forum_latency;                /* of forum 0 at the end */
  double forum_quality;
} outcome;

typedef struct sample {
  long count;
  double sum, squares;
} sample;

typedef struct lab lab;

/* NULL: out of memory. */
lab *lab_new(int seeds, uint64_t first_seed);
void lab_free(lab *l);
int lab_seeds(const lab *l);
uint64_t lab_seed(const lab *l, int index); /* of the index-th game; its map is one of MAPS */

/* Everybody plays this policy. */
arm arm_of(const char *policy);
int policy_named(const char *name);
size_class class_of(int seat);
/* A seat of this class, another one for each index in turn. */
int seat_of(size_class class, int index);

/* Plays one game. A failure ends the program: there is nothing to go on with. */
void play(lab *l, const arm *a, uint64_t seed, outcome *out);

void add(sample *s, double x);
double mean_of(const sample *s);
double variance_of(const sample *s);
double interval_of(const sample *s); /* half of a 95 % interval of the mean */

#endif
