/* Addresses.
 *
 * Whoever listens at every address has to tell people one of them. The system knows which address it would use towards
 * the world, and tells without a packet being sent: a datagram socket is pointed there, and asked for its own end. A
 * room without a way out, such as a laptop that is its own access point, has no such address; then it is the first of
 * an interface that is up.
 *
 * IPv4 comes first where there are both: people type it from a wall. */
#define _DEFAULT_SOURCE /* of the interfaces' flags */
#include "addresses.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { WAITING = 512 /* connections that the system holds until they are accepted */ };

/* ---- listening ---- */

static pl_status read_address(const char *bind, int port, struct addrinfo **found, pl_error *error) {
  const struct addrinfo wanted = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM,
                                  .ai_flags = AI_PASSIVE | AI_NUMERICHOST | AI_NUMERICSERV};
  char service[16];
  snprintf(service, sizeof service, "%d", port);
  if (!getaddrinfo(bind ? bind : "127.0.0.1", service, &wanted, found)) return PL_OK;
  return pl_error_set(error, PL_USAGE,
                      "--bind is \"%.64s\", expected an address of this machine in digits, such as 192.168.1.5, or "
                      "0.0.0.0 for all of them",
                      bind ? bind : "");
}

static pl_status explain(const char *bind, int port, int why, pl_error *error) {
  switch (why) {
    case EADDRINUSE:
      return pl_error_set(error, PL_SYSTEM,
                          "port %d is taken by another program: choose another one with --port, or let one be found "
                          "with --port 0",
                          port);
    case EADDRNOTAVAIL:
      return pl_error_set(error, PL_SYSTEM, "--bind is \"%.64s\", which is no address of this machine: 0.0.0.0 is all "
                          "it has", bind ? bind : "127.0.0.1");
    case EACCES:
      return pl_error_set(error, PL_SYSTEM, "port %d is for the system's own programs: choose one from 1024 on with "
                          "--port", port);
    default:
      return pl_error_set(error, PL_SYSTEM, "cannot listen at %.64s, port %d: %s", bind ? bind : "127.0.0.1", port,
                          strerror(why));
  }
}

/* Whether the socket could be had; errno says why not. IPv6 takes IPv4 in where it can. */
static bool open_at(int fd, const struct addrinfo *at) {
  const int on = 1, off = 0;
  if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on)) return false;
  if (at->ai_family == AF_INET6) setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
  if (bind(fd, at->ai_addr, at->ai_addrlen) || listen(fd, WAITING)) return false;
  return fcntl(fd, F_SETFD, FD_CLOEXEC) != -1 && fcntl(fd, F_SETFL, O_NONBLOCK) != -1;
}

int pl_listen(const char *bind, int port, pl_error *error) {
  struct addrinfo *at;
  if (read_address(bind, port, &at, error) != PL_OK) return -1;
  const int fd = socket(at->ai_family, SOCK_STREAM, 0);
  const bool is_open = fd >= 0 && open_at(fd, at);
  const int why = errno;
  freeaddrinfo(at);
  if (is_open) return fd;
  if (fd >= 0) close(fd);
  explain(bind, port, why, error);
  return -1;
}

int pl_accept(int listening, struct sockaddr_storage *from) {
  socklen_t length = sizeof *from;
  const int fd = accept(listening, (struct sockaddr *)from, &length);
  if (fd < 0) return -1;
  if (fcntl(fd, F_SETFD, FD_CLOEXEC) != -1 && fcntl(fd, F_SETFL, O_NONBLOCK) != -1) return fd;
  close(fd);
  errno = ECONNABORTED;
  return -1;
}

/* ---- telling ---- */

static bool is_for_all(const struct sockaddr_storage *at) {
  static const unsigned char nothing[16];
  if (at->ss_family == AF_INET) return ((const struct sockaddr_in *)at)->sin_addr.s_addr == htonl(INADDR_ANY);
  return !memcmp(&((const struct sockaddr_in6 *)at)->sin6_addr, nothing, sizeof nothing);
}

static int port_of(const struct sockaddr_storage *at) {
  return ntohs(at->ss_family == AF_INET ? ((const struct sockaddr_in *)at)->sin_port
                                        : ((const struct sockaddr_in6 *)at)->sin6_port);
}

/* An address of documentation (RFC 5737, RFC 3849): it is somewhere in the world, and nowhere. */
static bool ask_the_way(int family, struct sockaddr_storage *own) {
  struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons(9)};
  struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_port = htons(9)};
  inet_pton(AF_INET, "192.0.2.1", &v4.sin_addr);
  inet_pton(AF_INET6, "2001:db8::1", &v6.sin6_addr);
  socklen_t length = sizeof *own;
  const int fd = socket(family, SOCK_DGRAM, 0);
  const bool is_known =
      fd >= 0 &&
      !(family == AF_INET ? connect(fd, (struct sockaddr *)&v4, sizeof v4)
                          : connect(fd, (struct sockaddr *)&v6, sizeof v6)) &&
      !getsockname(fd, (struct sockaddr *)own, &length);
  if (fd >= 0) close(fd);
  return is_known && !is_for_all(own);
}

static bool is_of_use(const struct ifaddrs *one, int family) {
  if (!one->ifa_addr || one->ifa_addr->sa_family != family) return false;
  if (!(one->ifa_flags & IFF_UP) || (one->ifa_flags & IFF_LOOPBACK)) return false;
  if (family == AF_INET)
    return (ntohl(((struct sockaddr_in *)(void *)one->ifa_addr)->sin_addr.s_addr) >> 16) != 0xa9fe; /* link-local */
  return !IN6_IS_ADDR_LINKLOCAL(&((struct sockaddr_in6 *)(void *)one->ifa_addr)->sin6_addr);
}

static bool look_around(int family, struct sockaddr_storage *own) {
  struct ifaddrs *all;
  bool is_found = false;
  if (getifaddrs(&all)) return false;
  for (const struct ifaddrs *one = all; one && !is_found; one = one->ifa_next) {
    is_found = is_of_use(one, family);
    if (is_found)
      memcpy(own, one->ifa_addr, family == AF_INET ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6));
  }
  freeifaddrs(all);
  return is_found;
}

/* In place of "every address": one that others can reach; loopback where there is none. */
static void choose(struct sockaddr_storage *at) {
  struct sockaddr_storage own;
  const bool has_v6 = at->ss_family == AF_INET6;
  if (ask_the_way(AF_INET, &own) || look_around(AF_INET, &own) ||
      (has_v6 && (ask_the_way(AF_INET6, &own) || look_around(AF_INET6, &own)))) {
    *at = own;
    return;
  }
  struct sockaddr_in loopback = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  memcpy(at, &loopback, sizeof loopback);
}

static void write_address(const struct sockaddr_storage *at, char text[PL_ADDRESS_TEXT]) {
  const void *bytes = at->ss_family == AF_INET ? (const void *)&((const struct sockaddr_in *)at)->sin_addr
                                               : (const void *)&((const struct sockaddr_in6 *)at)->sin6_addr;
  if (!inet_ntop(at->ss_family, bytes, text, PL_ADDRESS_TEXT)) strcpy(text, "?");
}

static void put_url(pl_buffer *out, const struct sockaddr_storage *at, int port, bool has_tls) {
  char text[PL_ADDRESS_TEXT];
  write_address(at, text);
  const bool has_brackets = strchr(text, ':') != NULL;
  pl_buffer_add_format(out, "%s://%s%s%s", has_tls ? "https" : "http", has_brackets ? "[" : "", text,
                       has_brackets ? "]" : "");
  if (port != (has_tls ? 443 : 80)) pl_buffer_add_format(out, ":%d", port);
  pl_buffer_add_text(out, "/");
}

pl_status pl_address_put(pl_buffer *out, int listening, bool has_tls, pl_error *error) {
  struct sockaddr_storage at = {0};
  socklen_t length = sizeof at;
  if (getsockname(listening, (struct sockaddr *)&at, &length))
    return pl_error_set(error, PL_SYSTEM, "cannot find out where the host listens: %s", strerror(errno));
  const int port = port_of(&at);
  if (is_for_all(&at)) choose(&at);
  put_url(out, &at, port, has_tls);
  return out->failed ? pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot begin to host") : PL_OK;
}

static bool is_there(const pl_buffer *list, int count, const pl_buffer *one) {
  for (int i = 0; i < count; i++)
    if (!strcmp(pl_buffer_text(&list[i]), pl_buffer_text(one))) return true;
  return false;
}

/* Those of one family that are not in the list yet. */
static int put_others(pl_buffer *out, int count, int most, int family, int port, bool has_tls) {
  struct ifaddrs *all;
  if (getifaddrs(&all)) return count;
  for (const struct ifaddrs *one = all; one && count < most; one = one->ifa_next) {
    struct sockaddr_storage at = {0};
    if (!is_of_use(one, family)) continue;
    memcpy(&at, one->ifa_addr, family == AF_INET ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6));
    put_url(&out[count], &at, port, has_tls);
    if (is_there(out, count, &out[count])) pl_buffer_clear(&out[count]);
    else count++;
  }
  freeifaddrs(all);
  return count;
}

int pl_addresses_put(pl_buffer *out, int most, int listening, bool has_tls) {
  struct sockaddr_storage at = {0};
  socklen_t length = sizeof at;
  pl_error error;
  if (getsockname(listening, (struct sockaddr *)&at, &length) || !is_for_all(&at)) return 0;
  if (pl_address_put(&out[0], listening, has_tls, &error) != PL_OK) {
    pl_buffer_clear(&out[0]);
    return 0;
  }
  const int count = put_others(out, 1, most, AF_INET, port_of(&at), has_tls);
  return at.ss_family == AF_INET6 ? put_others(out, count, most, AF_INET6, port_of(&at), has_tls) : count;
}

/* ---- who is one ---- */

static const unsigned char mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

pl_neighbour pl_neighbour_of(const struct sockaddr_storage *from) {
  pl_neighbour n = {{0}};
  const struct in6_addr *v6 = &((const struct sockaddr_in6 *)from)->sin6_addr;
  if (from->ss_family == AF_INET) {
    memcpy(n.bytes, mapped, sizeof mapped);
    memcpy(n.bytes + sizeof mapped, &((const struct sockaddr_in *)from)->sin_addr, 4);
  } else {
    memcpy(n.bytes, v6, IN6_IS_ADDR_V4MAPPED(v6) ? 16 : 8);
  }
  return n;
}

bool pl_neighbour_is(const pl_neighbour *a, const pl_neighbour *b) {
  return !memcmp(a->bytes, b->bytes, sizeof a->bytes);
}

void pl_neighbour_text(const pl_neighbour *neighbour, char text[PL_ADDRESS_TEXT]) {
  const bool is_v4 = !memcmp(neighbour->bytes, mapped, sizeof mapped);
  const char *made = is_v4 ? inet_ntop(AF_INET, neighbour->bytes + sizeof mapped, text, PL_ADDRESS_TEXT)
                           : inet_ntop(AF_INET6, neighbour->bytes, text, PL_ADDRESS_TEXT - 4);
  if (!made) strcpy(text, "?");
  if (made && !is_v4) strcat(text, "/64");
}
