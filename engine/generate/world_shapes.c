/* A program of the build: turns coastlines and borders into tables of constants.
 *
 *   world_shapes <coastline.csv> <borders.csv> <header to write>
 *
 * Each file has one point in a line, `ring,longitude,latitude` in degrees, and a row of headings. The header gets all
 * points in thousandths of a degree, and for land and for borders a table that says where each shape begins. Natural
 * Earth runs round land with the land on the right; the tables have what a ring encloses on its left, whether that is
 * land or an inland sea, because that is what clipping at the horizon asks for (engine/view/scene/geography.c). */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct place {
  int shape;
  double longitude, latitude;
} place;

typedef struct places {
  place *row;
  int count, room;
} places;

static bool add(places *all, place row) {
  if (all->count == all->room) {
    const int room = all->room ? 2 * all->room : 1024;
    place *grown = realloc(all->row, (size_t)room * sizeof *grown);
    if (!grown) {
      fputs("world_shapes: out of memory\n", stderr);
      return false;
    }
    all->row = grown;
    all->room = room;
  }
  all->row[all->count++] = row;
  return true;
}

static bool is_on_the_globe(const place *row) {
  return row->shape >= 0 && fabs(row->longitude) <= 180 && fabs(row->latitude) <= 90;
}

static bool read_rows(FILE *in, const char *path, places *all) {
  char line[128];
  for (int number = 1; fgets(line, sizeof line, in); number++) {
    place row;
    char rest;
    if (number == 1) continue; /* the headings */
    if (sscanf(line, "%d,%lf,%lf %c", &row.shape, &row.longitude, &row.latitude, &rest) != 3 ||
        !is_on_the_globe(&row)) {
      fprintf(stderr, "%s:%d: not a shape's number, a longitude and a latitude\n", path, number);
      return false;
    }
    if (!add(all, row)) return false;
  }
  if (all->count) return true;
  fprintf(stderr, "%s: no points\n", path);
  return false;
}

static bool read_places(const char *path, places *all) {
  FILE *in = fopen(path, "r");
  if (!in) {
    perror(path);
    return false;
  }
  const bool is_read = read_rows(in, path, all) && !ferror(in);
  fclose(in);
  return is_read;
}

/* One past the last point of the shape that begins at `first`. */
static int end_of(const places *all, int first) {
  int end = first;
  while (end < all->count && all->row[end].shape == all->row[first].shape) end++;
  return end;
}

typedef struct vector {
  double x, y, z;
} vector;

static vector on_sphere(const place *at) {
  const double radian = acos(-1) / 180, longitude = at->longitude * radian, latitude = at->latitude * radian;
  return (vector){cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)};
}

/* Seen from outside, is the ring drawn against the clock? The sum of cross products points to the side that is on the
 * left; the middle of the ring's line tells which side is the small one. Holds for all that is less than a hemisphere.
 * */
static bool has_inside_on_the_left(const place *ring, int count) {
  vector area = {0}, middle = {0};
  for (int i = 0; i + 1 < count; i++) {
    const vector a = on_sphere(&ring[i]), b = on_sphere(&ring[i + 1]);
    const double length = hypot(hypot(a.x - b.x, a.y - b.y), a.z - b.z);
    area.x += a.y * b.z - a.z * b.y;
    area.y += a.z * b.x - a.x * b.z;
    area.z += a.x * b.y - a.y * b.x;
    middle.x += length * (a.x + b.x);
    middle.y += length * (a.y + b.y);
    middle.z += length * (a.z + b.z);
  }
  return area.x * middle.x + area.y * middle.y + area.z * middle.z > 0;
}

static void turn_round(place *ring, int count) {
  for (int i = 0; i < count / 2; i++) {
    const place kept = ring[i];
    ring[i] = ring[count - 1 - i];
    ring[count - 1 - i] = kept;
  }
}

static void write_shapes(FILE *out, const char *name, places *all, int first_point, bool are_rings) {
  fprintf(out, "static const world_shape world_%s[] = {\n", name);
  for (int first = 0, end; first < all->count; first = end) {
    end = end_of(all, first);
    const bool is_water = are_rings && has_inside_on_the_left(&all->row[first], end - first);
    if (are_rings && !is_water) turn_round(&all->row[first], end - first);
    fprintf(out, "{%d, %d, %d},\n", first_point + first, end - first, is_water);
  }
  fputs("};\n", out);
}

static void write_points(FILE *out, const places *all) {
  for (int i = 0; i < all->count; i++)
    fprintf(out, "{%ld, %ld},%c", lround(all->row[i].longitude * 1000), lround(all->row[i].latitude * 1000),
            i % 8 == 7 || i + 1 == all->count ? '\n' : ' ');
}

static int write_header(const char *path, places *land, places *border) {
  FILE *out = fopen(path, "w");
  if (!out) {
    perror(path);
    return 1;
  }
  fputs("/* Coastlines and borders, from Natural Earth. Written by the build. */\n"
        "typedef struct world_shape {\n  int first, count; /* into world_point */\n"
        "  int is_water;     /* what is enclosed is a sea within land */\n} world_shape;\n\n",
        out);
  write_shapes(out, "land", land, 0, true);
  write_shapes(out, "border", border, land->count, false);
  fputs("/* Longitude and latitude, thousandths of a degree. */\nstatic const int world_point[][2] = {\n", out);
  write_points(out, land);
  write_points(out, border);
  fputs("};\n", out);
  const bool is_written = !ferror(out);
  if (fclose(out) || !is_written) {
    perror(path);
    return 1;
  }
  return 0;
}

int main(int count, char **argument) {
  if (count != 4) {
    fputs("usage: world_shapes <coastline.csv> <borders.csv> <header to write>\n", stderr);
    return 2;
  }
  places land = {0}, border = {0};
  const bool is_read = read_places(argument[1], &land) && read_places(argument[2], &border);
  const int status = is_read ? write_header(argument[3], &land, &border) : 1;
  free(land.row);
  free(border.row);
  return status;
}
