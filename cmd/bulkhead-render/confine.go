package main

import (
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"syscall"

	"bulkhead/collectors/render"
)

// confine takes from this process what a rendering does not need. It never comes back, so the process must be the renderer.
func confine(remote bool) error {
	// Go's own errors would tell of a chart's contents, and helm logs what it doubts.
	log.SetOutput(io.Discard)
	slog.SetDefault(slog.New(slog.DiscardHandler))
	limits := map[int]uint64{
		syscall.RLIMIT_DATA: render.MaxMemory,
		syscall.RLIMIT_CPU:  2 * uint64(render.Limit.Seconds()),
		syscall.RLIMIT_CORE: 0,
	}
	if !remote {
		limits[syscall.RLIMIT_FSIZE] = 0
		http.DefaultTransport = refuse{}
	}
	for limit, value := range limits {
		if err := syscall.Setrlimit(limit, &syscall.Rlimit{Cur: value, Max: value}); err != nil {
			return fmt.Errorf("limit the renderer: %w", err)
		}
	}
	return nil
}

// refuse is a network that there is none of.
type refuse struct{}

var errRemote = errors.New("it is fetched from elsewhere, which --allow-remote-bases would allow")

func (refuse) RoundTrip(*http.Request) (*http.Response, error) { return nil, errRemote }
