// The service's process: it listens, drains on SIGTERM, and exits 0. `server healthcheck` is the container's health check.
package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"sync/atomic"
	"syscall"
	"time"
)

// settings are what the task definition sets.
type settings struct {
	port                             int
	drain, requestTimeout, keepAlive time.Duration
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "healthcheck" {
		os.Exit(healthcheck())
	}
	s := settings{
		port:           int(setting("PORT", 8080, 1, 65535)),
		drain:          seconds("DRAIN_SECONDS", 5, 0, 60),
		requestTimeout: seconds("REQUEST_TIMEOUT_SECONDS", 25, 1, 28),
		// Longer than a load balancer keeps an idle connection (60 s), so that it is the one that closes it.
		keepAlive: seconds("KEEP_ALIVE_TIMEOUT_SECONDS", 65, 2, 4000),
	}
	logger := slog.New(slog.NewJSONHandler(os.Stdout, nil)).With("service", service)
	// All interfaces, unless HOST names one.
	listener, err := net.Listen("tcp", net.JoinHostPort(os.Getenv("HOST"), strconv.Itoa(s.port)))
	if err != nil {
		fail("port %d cannot be opened: %v. Set PORT to another one.", s.port, err)
	}
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	logger.Info("listening", "port", s.port)
	if err := serve(listener, signals, s, logger); err != nil {
		logger.Error("stopped", "err", err)
		os.Exit(1)
	}
	logger.Info("stopped")
}

// serve answers until a signal comes. Then health says 503 and requests are answered for the drain time, and at last
// nothing is accepted and those under way end.
func serve(listener net.Listener, signals <-chan os.Signal, s settings, logger *slog.Logger) error {
	var draining atomic.Bool
	server := &http.Server{
		Handler:           around(newApp(&draining), &draining, s.requestTimeout, logger),
		ReadHeaderTimeout: s.requestTimeout,
		IdleTimeout:       s.keepAlive,
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case got := <-signals:
		draining.Store(true)
		logger.Info("draining", "signal", got.String(), "drainMilliseconds", s.drain.Milliseconds())
	}
	select {
	case <-time.After(s.drain):
	case <-signals: // The second signal: whoever sends it does not want to wait.
		return server.Close()
	}
	ctx, cancel := context.WithTimeout(context.Background(), s.requestTimeout+time.Second)
	defer cancel()
	return server.Shutdown(ctx)
}

func healthcheck() int {
	client := http.Client{Timeout: 2500 * time.Millisecond}
	port := int(setting("PORT", 8080, 1, 65535))
	response, err := client.Get(fmt.Sprintf("http://127.0.0.1:%d%s/health", port, path))
	if err != nil || response.StatusCode != http.StatusOK {
		return 1
	}
	return 0
}

func seconds(name string, fallback, low, high float64) time.Duration {
	return time.Duration(setting(name, fallback, low, high) * float64(time.Second))
}

// setting is a number of the environment, or one line and the end.
func setting(name string, fallback, low, high float64) float64 {
	text, isSet := os.LookupEnv(name)
	if !isSet {
		return fallback
	}
	number, err := strconv.ParseFloat(text, 64)
	if err != nil || !(number >= low && number <= high) {
		fail("%s is %q; it must be a number from %v to %v.", name, text, low, high)
	}
	return number
}

func fail(format string, values ...any) {
	fmt.Fprintf(os.Stderr, service+": "+format+"\n", values...)
	os.Exit(1)
}
