package main

import (
	"encoding/json"
	"net/http"
	"sync/atomic"
)

const (
	service = "example-service"
	path    = "/api/example"
)

// newApp returns the service's routes. It listens nowhere and reads no environment.
func newApp(draining *atomic.Bool) http.Handler {
	routes := http.NewServeMux()
	routes.HandleFunc("GET "+path, func(w http.ResponseWriter, _ *http.Request) {
		sendJSON(w, http.StatusOK, map[string]string{"service": service})
	})
	// Asks nothing of other systems: a broken dependency must not get every task replaced.
	routes.HandleFunc("GET "+path+"/health", func(w http.ResponseWriter, _ *http.Request) {
		if draining.Load() {
			sendJSON(w, http.StatusServiceUnavailable, map[string]string{"status": "draining", "service": service})
			return
		}
		sendJSON(w, http.StatusOK, map[string]string{"status": "ok", "service": service})
	})
	routes.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		sendError(w, http.StatusNotFound, "not_found", "Nothing is at this path; this service answers below "+path+".")
	})
	return routes
}

// sendError answers with the one error shape: programs branch on the code, the message may change.
func sendError(w http.ResponseWriter, status int, code, message string) {
	sendJSON(w, status, map[string]any{"error": map[string]string{"code": code, "message": message}})
}

func sendJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
