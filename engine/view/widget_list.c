/* The list of widgets, kept up to date in the file that POLDER_WIDGETS names. Nobody can do anything with it that a
 * person in front of the screen can't; it says where things are, for who has no eyes.
 *
 *   screen seat
 *   window 1280 720
 *   card<TAB>---<TAB>40 210 540 92<TAB>EST      kind, flags, x y width height in the window, label
 *   settled 3                                   the first three presses and clicks have had all their effect here
 *
 * The flags: d disabled, s selected, f focused. The rectangle is what can be clicked of it, from the middle of its
 * first pixel; without width there is nothing of it in sight. Later ones lie over earlier ones. The file is replaced
 * whole, and only when something is different. */
#include "widget_list.h"

#include <stdio.h>
#include <string.h>

static const char *const kinds[] = {
    [PL_WIDGET_BUTTON] = "button",   [PL_WIDGET_CHOICE] = "choice", [PL_WIDGET_CARD] = "card",
    [PL_WIDGET_STEPPER] = "stepper", [PL_WIDGET_SLIDER] = "slider", [PL_WIDGET_FIELD] = "field",
    [PL_WIDGET_SCROLL] = "scroll",   [PL_WIDGET_MARK] = "mark",
};

static void put_widget(pl_buffer *out, const pl_ui *ui, const pl_widget *widget, float unit) {
  const pl_rect seen = widget->seen;
  pl_buffer_add_format(out, "%s\t%c%c%c\t%d %d %d %d\t%s\n", kinds[widget->kind], widget->is_enabled ? '-' : 'd',
                       widget->is_selected ? 's' : '-', pl_ui_focused(ui) == widget->id ? 'f' : '-',
                       (int)(seen.x * unit), (int)(seen.y * unit), (int)(seen.w * unit), (int)(seen.h * unit),
                       widget->label);
}

static void compose(pl_buffer *out, const pl_app *app, float per_pixel) {
  const pl_canvas *canvas = pl_ui_canvas(app->ui);
  const float unit = pl_canvas_unit(canvas) * per_pixel;
  const pl_rect area = pl_canvas_area(canvas);
  size_t count;
  const pl_widget *widgets = pl_ui_widgets(app->ui, &count);
  out->length = 0;
  pl_buffer_add_format(out, "screen %s\nwindow %d %d\n", pl_screen_row_of(app->screen)->name,
                       (int)(area.w * unit + 0.5f), (int)(area.h * unit + 0.5f));
  for (size_t i = 0; i < count; i++) put_widget(out, app->ui, &widgets[i], unit);
}

/* Beside its place first, so that nobody reads half of it. */
static void save(const pl_buffer *text, const char *path) {
  char beside[1024];
  if (snprintf(beside, sizeof beside, "%s~", path) >= (int)sizeof beside) return;
  FILE *file = fopen(beside, "w");
  if (!file) return;
  const bool is_written = fwrite(text->bytes, 1, text->length, file) == text->length;
  if (fclose(file) || !is_written || rename(beside, path)) remove(beside);
}

static bool is_same(const pl_buffer *a, const pl_buffer *b) {
  return a->length == b->length && (!a->length || !memcmp(a->bytes, b->bytes, a->length));
}

/* What was taken has had its effect once a frame looks like the one before it, in which it was heard. */
void pl_widget_list_write(pl_widget_list *list, const pl_app *app, float per_pixel) {
  if (!list->path) return;
  compose(&list->now, app, per_pixel);
  if (list->now.failed) return;
  const bool is_as_before = is_same(&list->now, &list->last), is_news = list->settled != list->drawn;
  if (is_as_before) list->settled = list->drawn;
  list->drawn = list->taken;
  if (!is_as_before) {
    const pl_buffer swap = list->last;
    list->last = list->now;
    list->now = swap;
  } else if (!is_news)
    return;
  list->now.length = 0;
  pl_buffer_add(&list->now, list->last.bytes, list->last.length);
  pl_buffer_add_format(&list->now, "settled %u\n", list->settled);
  if (!list->now.failed) save(&list->now, list->path);
}

bool pl_widget_list_is_behind(const pl_widget_list *list) { return list->path && list->settled != list->taken; }

void pl_widget_list_clear(pl_widget_list *list) {
  pl_buffer_clear(&list->now);
  pl_buffer_clear(&list->last);
}
