/* What if: to whom a finding, or new findings, would have gone, put together from lists. What is put together becomes
 * one more offer, which is played like those that were listed. */
#include "audience_list.h"
#include "dialog_box.h"
#include "what_if.h"

void pl_what_if_ask_audience(what_if_screen *w, const pl_offer *like) {
  w->is_asking = true;
  w->like = *like;
  w->audience = (pl_audience){.words = 0};
  w->asked = (pl_scroll){0, 0};
}

static void play_it(what_if_screen *w) {
  pl_offer *offer = &w->offer[PL_COMPOSED_OFFER];
  w->is_asking = false;
  if (pl_offer_for(w->session, w->round, &w->like, &w->audience, offer)) pl_what_if_choose(w, PL_COMPOSED_OFFER);
}

/* What would be played, in the words in which it will be told. */
static void put_meaning(what_if_screen *w, pl_rect *at) {
  const pl_font font = {.size = PL_FONT_BODY, .weight = 600, .colour = PL_COLOUR_TEXT};
  pl_buffer text = {0};
  pl_offer offer;
  if (pl_offer_for(w->session, w->round, &w->like, &w->audience, &offer)) pl_put_offer(&text, &w->voice, &offer);
  at->y += pl_draw_text_wrap(pl_ui_canvas(w->app->ui), *at, &font, pl_buffer_text(&text), false) + PL_SPACE_4;
  pl_buffer_clear(&text);
}

void pl_what_if_put_audience(what_if_screen *w, pl_rect area) {
  pl_ui *ui = w->app->ui;
  if (!w->is_asking) return;
  const pl_dialog_box box =
      pl_dialog_open(ui, area, PL_DIALOG_WIDTH, PL_DIALOG_HEIGHT, PL_TEXT("Who receives it"), &w->asked);
  const pl_audience_list list = {.ui = ui, .voice = &w->voice, .seat = w->seat, .audience = &w->audience,
                                 .chosen = w->audience.states};
  pl_rect at = pl_scroll_begin(ui, box.inside, "asked", &w->asked);
  const float top = at.y;
  put_meaning(w, &at);
  pl_audience_take(&w->audience, pl_audience_list_put(&list, &at));
  pl_scroll_end(ui, at.y - top);
  switch (pl_dialog_foot(ui, &box, PL_TEXT("Play it so"), true, NULL)) {
  case PL_DIALOG_STAYS: break;
  case PL_DIALOG_BACK: w->is_asking = false; break;
  case PL_DIALOG_DONE: play_it(w); break;
  }
  pl_ui_modal_end(ui);
}
