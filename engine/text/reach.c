/* Reach: the channel choice of model §7, worked out from a brief, to say beforehand what sharing can be expected to do.
 *
 *   peers in order of falling trust, then id
 *     forum    the common forum with the lowest delay whose ceiling allows the label
 *     direct   allies sooner than others; so many recipients per item, no more
 *     the forum if it is not slower, or if no direct call is left; else direct; else nothing reaches them
 *
 * Nothing here draws lots and nothing reads the world: delays and qualities of forums are in the brief, the rest is
 * the scenario's parameters. The chance of a burnt source is the one the rules draw with. */
#include <polder/reach.h>

static pl_q16 mul(int64_t a, int64_t b) { return (pl_q16)(a * b / PL_ONE); } /* neither is negative here */

static pl_q16 clamp_share(int64_t x) { return (pl_q16)(x < 0 ? 0 : x > PL_ONE ? PL_ONE : x); }

pl_label pl_offer_label(const pl_offer *offer) {
  return offer->is_tear ? pl_label_of_tear(offer->label) : offer->label;
}

pl_offer pl_offer_of(const pl_brief *brief, const pl_brief_item *item, bool is_tear) {
  pl_offer offer = {.label = item->label,
                    .quality = item->quality,
                    .sensitivity = item->sensitivity,
                    .sent = item->sent,
                    .is_tear = is_tear,
                    .forum = -1};
  pl_tick age = brief->round * PL_TICKS_PER_ROUND - item->birth;
  offer.age = age > 0 ? age : 0;
  for (size_t i = 0; i < brief->incident_count; i++)
    if (brief->incidents[i].iid == item->iid) offer.family = brief->incidents[i].family;
  return offer;
}

pl_offer pl_offer_expected(const pl_brief *brief, pl_family family) {
  static const pl_label labels[PL_FAMILIES] = {
      [PL_RANSOMWARE] = PL_GREEN, [PL_ELECTION] = PL_AMBER, [PL_ESPIONAGE] = PL_AMBER_STRICT, [PL_WIPER] = PL_AMBER};
  const pl_parameters *p = &brief->scenario->parameters;
  int64_t quality =
      (int64_t)p->q_base + mul(p->q_exp, brief->effective_expertise) + mul(p->q_def, brief->level[PL_DEFEND]);
  return (pl_offer){.label = labels[family],
                    .family = family,
                    .quality = clamp_share(quality),
                    .sensitivity = p->sens[family],
                    .forum = -1};
}

/* The forums that the seat and state t are both in, and that may carry the offer but for its label. */
static uint64_t common_forums(const pl_brief *brief, const pl_offer *offer, int t) {
  uint64_t common = brief->forums_joined & brief->others[t].forums;
  return offer->forum < 0 ? common : common & (uint64_t)1 << offer->forum;
}

/* The forum that would carry it to state t, or −1. */
static int best_forum(const pl_brief *brief, const pl_offer *offer, int t) {
  uint64_t common = common_forums(brief, offer, t);
  int best = -1;
  for (int f = 0; f < brief->scenario->forum_count; f++) {
    if (!(common >> f & 1) || brief->scenario->forums[f].ceiling < pl_offer_label(offer)) continue;
    if (best < 0 || brief->forums[f].latency < brief->forums[best].latency) best = f;
  }
  return best;
}

/* In the order of the rules, so that the roundings agree: age, tear-line, then the delay's own power of freshness. */
static pl_q16 quality_after(const pl_brief *brief, const pl_offer *offer, pl_tick latency) {
  const pl_parameters *p = &brief->scenario->parameters;
  pl_q16 quality = offer->quality, power = PL_ONE;
  for (pl_tick i = 0; i < offer->age; i++) quality = mul(quality, p->fresh);
  for (pl_tick i = 0; i < latency; i++) power = mul(power, p->fresh);
  return mul(offer->is_tear ? mul(quality, p->tear_q) : quality, power);
}

static pl_reach_row row_for(const pl_brief *brief, const pl_offer *offer, int t, int *direct_left) {
  const pl_parameters *p = &brief->scenario->parameters;
  pl_reach_row row = {.state = (uint16_t)t, .forum = PL_NONE};
  if (offer->is_public) {
    row.way = PL_WAY_PUBLIC;
    row.latency = p->pub_lat;
    row.quality = mul(offer->is_tear ? mul(offer->quality, p->tear_q) : offer->quality, p->pub_q);
    return row;
  }
  int forum = best_forum(brief, offer, t);
  pl_tick direct = brief->others[t].is_ally ? p->ally_lat : p->bil_lat;
  bool may_direct = offer->forum < 0 && *direct_left > 0;
  if (forum >= 0 && (!may_direct || brief->forums[forum].latency <= direct)) {
    row.way = PL_WAY_FORUM;
    row.forum = (uint16_t)forum;
    row.latency = brief->forums[forum].latency;
  } else if (may_direct) {
    row.way = PL_WAY_DIRECT;
    row.latency = direct;
    --*direct_left;
  } else {
    return row;
  }
  pl_q16 channel = row.way == PL_WAY_FORUM ? brief->forums[forum].quality : p->bil_q;
  pl_q16 detail = clamp_share((int64_t)p->det_lo + mul(p->det_tr, brief->others[t].trust));
  row.quality = mul(mul(quality_after(brief, offer, row.latency), channel), detail);
  return row;
}

/* The member of `left` that is trusted most, the lowest id among equals; −1: none is left. */
static int most_trusted(const pl_brief *brief, const pl_state_set *left) {
  int best = -1;
  for (int t = pl_set_next(left, 0); t >= 0 && t < brief->scenario->state_count; t = pl_set_next(left, t + 1))
    if (best < 0 || brief->others[t].trust > brief->others[best].trust) best = t;
  return best;
}

static pl_q16 burn_chance(const pl_brief *brief, const pl_offer *offer, const pl_reach_row *row) {
  const pl_parameters *p = &brief->scenario->parameters;
  if (row->way == PL_WAY_PUBLIC) return clamp_share(p->burn_pub / 8);
  pl_q16 sensitivity = offer->is_tear ? mul(offer->sensitivity, p->tear_s) : offer->sensitivity;
  return clamp_share(mul(mul(p->burn_p, sensitivity), 2 * (int64_t)PL_ONE - brief->others[row->state].trust));
}

static void add_costs(const pl_brief *brief, const pl_offer *offer, pl_reach *reach) {
  const pl_parameters *p = &brief->scenario->parameters;
  uint64_t forums = 0;
  pl_q16 safe = PL_ONE;
  for (size_t i = 0; i < reach->count; i++) {
    const pl_reach_row *row = &reach->row[i];
    if (row->way == PL_WAY_NONE) continue;
    safe = mul(safe, PL_ONE - burn_chance(brief, offer, row));
    if (row->way == PL_WAY_DIRECT)
      reach->effort += brief->budget * p->effort_b / PL_ONE;
    else if (row->way == PL_WAY_PUBLIC)
      forums = 1;
    else
      forums |= (uint64_t)1 << row->forum;
  }
  pl_q16 sensitivity = offer->is_tear ? mul(offer->sensitivity, p->tear_s) : offer->sensitivity;
  reach->effort += pl_word_count(forums) * (brief->budget * p->effort_f / PL_ONE);
  reach->burn = PL_ONE - safe;
  reach->burn_cost = brief->budget * p->burn_cost / PL_ONE * sensitivity / PL_ONE;
  reach->edge = brief->budget * p->edge / PL_ONE * offer->quality / PL_ONE;
}

void pl_reach_find(const pl_brief *brief, const pl_offer *offer, const pl_state_set *to, pl_reach *reach) {
  *reach = (pl_reach){.already = pl_set_intersection(*to, offer->sent)};
  pl_state_set left = pl_set_difference(*to, offer->sent);
  pl_set_remove(&left, brief->seat);
  int direct_left = brief->scenario->parameters.bil_cap;
  for (int t = most_trusted(brief, &left); t >= 0 && reach->count < PL_MAX_STATES; t = most_trusted(brief, &left)) {
    reach->row[reach->count++] = row_for(brief, offer, t, &direct_left);
    pl_set_remove(&left, (unsigned)t);
  }
  add_costs(brief, offer, reach);
}

/* ---- in words ---- */

/* Through one forum only. */
static void put_not_through(pl_buffer *out, const pl_voice *voice, const pl_offer *offer, int state) {
  const char *forum = pl_phrase_forum(voice, offer->forum);
  if (!(voice->brief->forums_joined >> offer->forum & 1))
    pl_buffer_add_format(out, PL_TEXT("You are not in %s."), forum);
  else if (common_forums(voice->brief, offer, state))
    pl_buffer_add_format(out, PL_TEXT("%s carries labels up to %s, and this is %s."), forum,
                         pl_chip(voice->scenario->forums[offer->forum].ceiling), pl_chip(pl_offer_label(offer)));
  else
    pl_buffer_add_format(out, PL_TEXTS("%s is not in %s.", "%s is not in %s.", pl_number_of_state(voice, state)),
                         pl_phrase_state(voice, state), forum);
}

/* Neither a forum nor, as the more trusted come first, a direct call. */
static void put_no_way(pl_buffer *out, const pl_voice *voice, const pl_offer *offer, int state) {
  const char *who = pl_phrase_state(voice, state), *label = pl_chip(pl_offer_label(offer));
  int calls = voice->scenario->parameters.bil_cap;
  bool has_common = common_forums(voice->brief, offer, state) != 0;
  if (has_common && calls > 0)
    pl_buffer_add_format(out,
                         PL_TEXTS("No forum that you share with %s carries %s, and the %d direct call about one item "
                                  "goes to whom you trust more.",
                                  "No forum that you share with %s carries %s, and the %d direct calls about one item "
                                  "go to whom you trust more.",
                                  calls),
                         who, label, calls);
  else if (has_common)
    pl_buffer_add_format(out, PL_TEXT("No forum that you share with %s carries %s."), who, label);
  else if (calls > 0)
    pl_buffer_add_format(out,
                         PL_TEXTS("You share no forum with %s, and the %d direct call about one item goes to whom you "
                                  "trust more.",
                                  "You share no forum with %s, and the %d direct calls about one item go to whom you "
                                  "trust more.",
                                  calls),
                         who, calls);
  else
    pl_buffer_add_format(out, PL_TEXT("You share no forum with %s."), who);
}

void pl_put_out_of_reach(pl_buffer *out, const pl_voice *voice, const pl_offer *offer, int state) {
  pl_buffer sentence = {0};
  if (pl_set_has(&offer->sent, (unsigned)state))
    pl_buffer_add_format(&sentence,
                         PL_TEXTS("%s has it already.", "%s has it already.", pl_number_of_state(voice, state)),
                         pl_phrase_state(voice, state));
  else if (offer->forum >= 0)
    put_not_through(&sentence, voice, offer, state);
  else
    put_no_way(&sentence, voice, offer, state);
  pl_put_first(out, pl_buffer_text(&sentence));
  out->failed = out->failed || sentence.failed;
  pl_buffer_clear(&sentence);
}
