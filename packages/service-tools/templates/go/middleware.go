package main

import (
	"crypto/rand"
	"encoding/hex"
	"log/slog"
	"net/http"
	"regexp"
	"sync/atomic"
	"time"
)

// Anything else could forge a log line or a header.
var requestID = regexp.MustCompile(`^[\w.:;=+/@-]{1,128}$`)

const timedOut = `{"error":{"code":"timeout","message":"The request took too long."}}`

// around gives every request an id, a time limit and a log line; a path is logged, a query string is not.
func around(app http.Handler, draining *atomic.Bool, timeout time.Duration, logger *slog.Logger) http.Handler {
	limited := http.TimeoutHandler(app, timeout, timedOut)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		startedAt := time.Now()
		id := idOf(r)
		w.Header().Set("X-Request-Id", id)
		// What the time limit answers with has no type of its own.
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		if draining.Load() {
			w.Header().Set("Connection", "close")
		}
		recorder := &statusRecorder{ResponseWriter: w, status: http.StatusOK}
		limited.ServeHTTP(recorder, r)
		if r.URL.Path == path+"/health" && recorder.status == http.StatusOK {
			return
		}
		logger.Info("request", "requestId", id, "method", r.Method, "path", r.URL.Path, "status", recorder.status,
			"milliseconds", float64(time.Since(startedAt).Microseconds())/1000)
	})
}

func idOf(r *http.Request) string {
	for _, name := range []string{"X-Request-Id", "X-Amzn-Trace-Id"} {
		if given := r.Header.Get(name); requestID.MatchString(given) {
			return given
		}
	}
	bytes := make([]byte, 16)
	_, _ = rand.Read(bytes)
	return hex.EncodeToString(bytes)
}

type statusRecorder struct {
	http.ResponseWriter
	status int
}

func (r *statusRecorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}
