package main

import (
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

func TestRoutes(t *testing.T) {
	for _, known := range []struct {
		method, path string
		draining     bool
		status       int
		body         string
	}{
		{"GET", path, false, 200, `{"service":"` + service + `"}` + "\n"},
		{"GET", path + "/health", false, 200, `{"service":"` + service + `","status":"ok"}` + "\n"},
		{"GET", path + "/health", true, 503, `{"service":"` + service + `","status":"draining"}` + "\n"},
		{"GET", path + "/nope", false, 404, ""},
	} {
		var draining atomic.Bool
		draining.Store(known.draining)
		answer := httptest.NewRecorder()
		newApp(&draining).ServeHTTP(answer, httptest.NewRequest(known.method, known.path, nil))
		if answer.Code != known.status || (known.body != "" && answer.Body.String() != known.body) {
			t.Errorf("%s %s: %d %s", known.method, known.path, answer.Code, answer.Body)
		}
	}
}

func TestKeepsAnsweringWhileItDrains(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	url := "http://" + listener.Addr().String() + path
	signals := make(chan os.Signal, 1)
	s := settings{drain: time.Second, requestTimeout: 5 * time.Second, keepAlive: 65 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- serve(listener, signals, s, slog.New(slog.NewJSONHandler(io.Discard, nil))) }()
	if got := status(t, url+"/health"); got != 200 {
		t.Fatalf("health: %d", got)
	}
	signals <- syscall.SIGTERM
	for deadline := time.Now().Add(800 * time.Millisecond); status(t, url+"/health") != 503; {
		if time.Now().After(deadline) {
			t.Fatal("health stays 200")
		}
	}
	if got := status(t, url); got != 200 {
		t.Errorf("while draining: %d", got)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func status(t *testing.T, url string) int {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	_, _ = io.Copy(io.Discard, response.Body)
	return response.StatusCode
}
