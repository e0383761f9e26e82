/* Runs a target over files and folders of inputs, without libFuzzer: the ordinary test of what fuzzing found. Names
 * each input before it runs, on standard error, so that whoever reads a crash knows which it was. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "fuzz.h"

static int count;

static void replay_file(const char *path, size_t size) {
  FILE *file = fopen(path, "rb");
  uint8_t *bytes = malloc(size ? size : 1);
  if (!file || !bytes || fread(bytes, 1, size, file) != size) {
    fprintf(stderr, "%s: cannot be read\n", path);
    exit(1);
  }
  fclose(file);
  fprintf(stderr, "%s\n", path);
  LLVMFuzzerTestOneInput(bytes, size);
  free(bytes);
  count++;
}

static void replay(const char *path);

static void replay_folder(const char *path) {
  struct dirent **names;
  int many = scandir(path, &names, NULL, alphasort);
  for (int i = 0; i < many; i++) {
    char below[1024];
    snprintf(below, sizeof below, "%s/%s", path, names[i]->d_name);
    if (names[i]->d_name[0] != '.') replay(below);
    free(names[i]);
  }
  if (many >= 0) free(names);
}

static void replay(const char *path) {
  struct stat about;
  if (stat(path, &about) != 0) return; /* nothing was found so far */
  if (S_ISDIR(about.st_mode)) replay_folder(path);
  else replay_file(path, (size_t)about.st_size);
}

int main(int argc, char **argv) {
  for (int i = 1; i < argc; i++) replay(argv[i]);
  printf("%d inputs\n", count);
  return count > 0 ? 0 : 1;
}
