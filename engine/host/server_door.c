/* The door: connections come in, and are counted.
 *
 * The listening socket is the host's own, and libwebsockets only tells when somebody knocks: so a refusal to listen has
 * its reason, whoever is one too many is turned away before anything is kept for it, and a shortage of descriptors
 * closes the door for a moment instead of turning the loop without end.
 *
 * Bounds are on pages and on WebSockets apart, for both come in crowds: three hundred phones behind one address open a
 * page at the same moment, each over several connections. When pages get many, each answer closes its connection. */
#include "server.h"

#include <errno.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { AT_ONCE = 32 /* knocks answered in one turn of the loop */, PAUSE_US = 200000 };

static void link_in(pl_host *host, pl_connection *c) {
  c->next = host->connections;
  if (c->next) c->next->previous = c;
  host->connections = c;
  host->page_count++;
}

void pl_connection_forget(pl_host *host, pl_connection *connection) {
  pl_connection *c = connection;
  if (host->coming == c) host->coming = NULL;
  pl_socket_end(c);
  if (!c->has_socket) host->page_count--;
  if (c->previous) c->previous->next = c->next;
  else host->connections = c->next;
  if (c->next) c->next->previous = c->previous;
  pl_buffer_clear(&c->made);
  free(c);
}

int pl_connection_neighbours(const pl_host *host, const pl_connection *connection, bool has_socket) {
  int count = 0;
  for (const pl_connection *c = host->connections; c; c = c->next)
    count += c->has_socket == has_socket && pl_neighbour_is(&c->neighbour, &connection->neighbour);
  return count;
}

/* The library has the descriptor from here on, whatever comes of it. */
static void take_in(pl_host *host, int fd, const struct sockaddr_storage *from) {
  pl_connection *c = calloc(1, sizeof *c);
  if (!c) {
    close(fd);
    return;
  }
  *c = (pl_connection){.host = host, .neighbour = pl_neighbour_of(from)};
  link_in(host, c);
  if (pl_connection_neighbours(host, c, false) > host->limits.from_one) {
    pl_connection_forget(host, c);
    close(fd);
    return;
  }
  const lws_adopt_desc_t how = {.vh = host->vhost,
                                .type = LWS_ADOPT_SOCKET | LWS_ADOPT_HTTP | LWS_ADOPT_ALLOW_SSL,
                                .fd.sockfd = fd,
                                .opaque = c};
  const int on = 1; /* what is written goes at once: an answer is often one small packet */
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &host->limits.sending_bytes, sizeof host->limits.sending_bytes);
  host->coming = c;
  struct lws *wsi = lws_adopt_descriptor_vhost_via_info(&how);
  if (wsi && host->coming) c->wsi = wsi;
  else if (host->coming) pl_connection_forget(host, c); /* nothing came of it, and nobody said so */
  host->coming = NULL;
}

static void reopen(lws_sorted_usec_list_t *timer) {
  pl_host *host = lws_container_of(timer, pl_host, reopening);
  if (host->door) lws_rx_flow_control(host->door, 1);
}

static void close_for_a_moment(pl_host *host) {
  lws_rx_flow_control(host->door, 0);
  lws_sul_schedule(host->context, 0, &host->reopening, reopen, PAUSE_US);
}

int pl_door_answer(pl_host *host) {
  for (int i = 0; i < AT_ONCE; i++) {
    struct sockaddr_storage from;
    if (host->page_count >= host->limits.pages) {
      close_for_a_moment(host); /* the others wait outside, and lose nothing */
      return 0;
    }
    const int fd = pl_accept(lws_get_socket_fd(host->door), &from);
    if (fd >= 0) take_in(host, fd, &from);
    else if (errno == EAGAIN || errno == EWOULDBLOCK) return 0;
    else if (errno == EBADF || errno == ENOTSOCK || errno == EINVAL) return -1;
    else if (errno != EINTR && errno != ECONNABORTED && errno != EPROTO) {
      close_for_a_moment(host); /* no descriptor or memory left, or a network that is away: it will come back */
      return 0;
    }
  }
  return 0;
}

pl_status pl_door_open(pl_host *host, int listening, pl_error *error) {
  const lws_sock_file_fd_type fd = {.filefd = listening};
  host->door = lws_adopt_descriptor_vhost(host->vhost, LWS_ADOPT_RAW_FILE_DESC, fd, "door", NULL);
  return host->door ? PL_OK : pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot begin to host");
}
