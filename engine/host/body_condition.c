/* A scenario's conditions in words, for control: short, and exact enough to know what is waited for. */
#include "body.h"

/* ---- limits ---- */

/* How the number of a kind is said. */
typedef enum unit { UNIT_COUNT, UNIT_SHARE, UNIT_PERCENT, UNIT_ROUND } unit;

static const char *number_of(const pl_voice *voice, unit u, int64_t number) {
  pl_buffer text = {0};
  switch (u) {
  case UNIT_COUNT: pl_put_count(&text, number); break;
  case UNIT_SHARE: pl_buffer_add_format(&text, PL_TEXT("%d\xC2\xA0%%"), pl_percent((pl_q16)number)); break;
  case UNIT_PERCENT: pl_buffer_add_format(&text, PL_TEXT("%d\xC2\xA0%%"), (int)(number / PL_ONE)); break;
  case UNIT_ROUND: pl_buffer_add_format(&text, "%d", (int)number + 1); break;
  }
  return pl_phrase_of(voice, &text);
}

static void put_limits(pl_buffer *out, const pl_voice *voice, const pl_condition *c, unit u) {
  const bool has_least = c->at_least != INT64_MIN, has_most = c->at_most != INT64_MAX;
  const char *least = has_least ? number_of(voice, u, c->at_least) : "";
  const char *most = has_most ? number_of(voice, u, c->at_most) : "";
  if (has_least && has_most && c->at_least == c->at_most)
    pl_buffer_add_text(out, least);
  else if (has_least && has_most)
    pl_buffer_add_format(out, PL_TEXT("%s to %s"), least, most);
  else if (has_least)
    pl_buffer_add_format(out, PL_TEXT("at least %s"), least);
  else if (has_most)
    pl_buffer_add_format(out, PL_TEXT("at most %s"), most);
  else
    pl_buffer_add_text(out, PL_TEXT("any"));
}

/* ---- names ---- */

static const char *seat_of(const pl_voice *voice, int seat) {
  return seat >= 0 && seat < pl_scenario_seat_count(voice->scenario) ? pl_scenario_seat_id(voice->scenario, seat) : "?";
}
static const char *forum_of(const pl_voice *voice, int forum) {
  return forum < voice->scenario->forum_count ? voice->scenario->forums[forum].id : "?";
}
static const char *incident_of(const pl_voice *voice, int incident) {
  return incident < voice->scenario->incident_count ? voice->scenario->incidents[incident].id : NULL;
}

/* ---- kinds ---- */

static void put_measure(pl_buffer *out, const pl_voice *voice, const pl_condition *c) {
  const char *state = seat_of(voice, c->state), *incident = incident_of(voice, c->incident);
  switch (c->kind) {
  case PL_WHEN_HIT_NOW: pl_buffer_add_format(out, PL_TEXT("%s, organisations hit now: "), state); break;
  case PL_WHEN_HIT_PEAK: pl_buffer_add_format(out, PL_TEXT("%s, most organisations hit at once: "), state); break;
  case PL_WHEN_HIT_TOTAL:
    if (incident)
      pl_buffer_add_format(out, PL_TEXT("%s, organisations ever hit by %s: "), state, incident);
    else
      pl_buffer_add_format(out, PL_TEXT("%s, organisations ever hit: "), state);
    break;
  case PL_WHEN_LOSS: pl_buffer_add_format(out, PL_TEXT("%s, damage of its whole budget: "), state); break;
  case PL_WHEN_CONFIDENCE: pl_buffer_add_format(out, PL_TEXT("%s, public confidence: "), state); break;
  case PL_WHEN_STANDING: pl_buffer_add_format(out, PL_TEXT("%s, standing: "), state); break;
  case PL_WHEN_RIGHTS: pl_buffer_add_format(out, PL_TEXT("%s, rights: "), state); break;
  case PL_WHEN_TRUST:
    pl_buffer_add_format(out, PL_TEXT("trust of %s in %s: "), state, seat_of(voice, c->other));
    break;
  case PL_WHEN_KNOWS:
    pl_buffer_add_format(out, PL_TEXT("%s, what it knows of %s: "), state, incident ? incident : "?");
    break;
  case PL_WHEN_ROUND: pl_buffer_add_text(out, PL_TEXT("round: ")); break;
  default: break;
  }
}

static void put_chosen(pl_buffer *out, const pl_voice *voice, const pl_condition *c) {
  if (c->inject >= voice->scenario->inject_count) return;
  const pl_inject_spec *inject = &voice->scenario->injects[c->inject];
  if (c->option < inject->option_count)
    pl_buffer_add_format(out, PL_TEXT("%s was answered with %s"), inject->id, inject->options[c->option].id);
  else
    pl_buffer_add_format(out, PL_TEXT("%s was answered"), inject->id);
}

static void put_variable(pl_buffer *out, const pl_voice *voice, const pl_condition *c) {
  if (c->var >= voice->scenario->variable_count) return;
  const pl_variable_spec *variable = &voice->scenario->variables[c->var];
  switch (variable->kind) {
  case PL_VARIABLE_BOOLEAN: pl_buffer_add_format(out, c->value ? "%s" : PL_TEXT("not %s"), variable->name); break;
  case PL_VARIABLE_INTEGER: pl_buffer_add_format(out, "%s = %d", variable->name, (int)c->value); break;
  case PL_VARIABLE_TEXT: pl_buffer_add_format(out, "%s = %s", variable->name, c->text ? c->text : ""); break;
  }
}

static void put_children(pl_buffer *out, const pl_voice *voice, const pl_condition *c) {
  const char *between = c->kind == PL_WHEN_ALL ? PL_TEXT(" and ") : PL_TEXT(" or ");
  pl_buffer list = {0};
  for (int i = 0; i < c->child_count; i++) {
    const pl_condition *child = &c->children[i];
    const bool is_grouped = child->kind == PL_WHEN_ANY && c->child_count > 1;
    if (i) pl_buffer_add_text(&list, between);
    if (is_grouped) pl_buffer_add_text(&list, "(");
    pl_body_put_condition(&list, voice, child);
    if (is_grouped) pl_buffer_add_text(&list, ")");
  }
  if (c->kind == PL_WHEN_NONE_OF)
    pl_buffer_add_format(out, PL_TEXT("not (%s)"), pl_buffer_text(&list));
  else
    pl_buffer_add_text(out, pl_buffer_text(&list));
  out->failed = out->failed || list.failed;
  pl_buffer_clear(&list);
}

void pl_body_put_condition(pl_buffer *out, const pl_voice *voice, const pl_condition *c) {
  const char *state = seat_of(voice, c->state);
  switch (c->kind) {
  case PL_WHEN_ALL:
  case PL_WHEN_ANY:
  case PL_WHEN_NONE_OF: put_children(out, voice, c); return;
  case PL_WHEN_MEMBER: pl_buffer_add_format(out, PL_TEXT("%s is in %s"), state, forum_of(voice, c->forum)); return;
  case PL_WHEN_LEFT: pl_buffer_add_format(out, PL_TEXT("%s has left %s"), state, forum_of(voice, c->forum)); return;
  case PL_WHEN_SHARED: {
    const char *incident = incident_of(voice, c->incident);
    pl_buffer_add_format(out, PL_TEXT("%s has sent %s to %s"), state, incident ? incident : "?",
                         seat_of(voice, c->other));
    return;
  }
  case PL_WHEN_CHOSEN: put_chosen(out, voice, c); return;
  case PL_WHEN_DID:
    pl_buffer_add_format(out, PL_TEXT("%s has done %s"), state, pl_action_name(voice->scenario, c->action));
    return;
  case PL_WHEN_VAR: put_variable(out, voice, c); return;
  case PL_WHEN_ROUND:
    put_measure(out, voice, c);
    put_limits(out, voice, c, UNIT_ROUND);
    return;
  case PL_WHEN_HIT_NOW:
  case PL_WHEN_HIT_PEAK:
  case PL_WHEN_HIT_TOTAL:
    put_measure(out, voice, c);
    put_limits(out, voice, c, UNIT_COUNT);
    return;
  case PL_WHEN_LOSS:
    put_measure(out, voice, c);
    put_limits(out, voice, c, UNIT_PERCENT);
    return;
  case PL_WHEN_CONFIDENCE:
  case PL_WHEN_STANDING:
  case PL_WHEN_RIGHTS:
  case PL_WHEN_TRUST:
  case PL_WHEN_KNOWS:
    put_measure(out, voice, c);
    put_limits(out, voice, c, UNIT_SHARE);
    return;
  }
}
