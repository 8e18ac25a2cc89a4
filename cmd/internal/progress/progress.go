// Package progress shows a person who waits at a terminal what is going on, on one line that is rewritten.
package progress

import (
	"fmt"
	"io"
	"sync"
	"time"

	"bulkhead/reports"
)

// interval is how often the line changes at most.
const interval = 100 * time.Millisecond

// Line is a status line. The nil Line shows nothing.
type Line struct {
	mu      sync.Mutex
	w       io.Writer
	width   int
	last    time.Time
	visible bool
}

// New returns a line on a terminal of that width.
func New(w io.Writer, width int) *Line { return &Line{w: w, width: width} }

// Show tells that done of total (0: not known) of what were read from target.
func (l *Line) Show(target, what string, done, total int) {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if time.Since(l.last) < interval {
		return
	}
	l.last = time.Now()
	text := fmt.Sprintf("%s: %s %d", reports.Plain(target), reports.Plain(what), done)
	if total > 0 {
		text += fmt.Sprintf(" of %d", total)
	}
	if runes := []rune(text); len(runes) >= l.width && l.width > 1 {
		text = string(runes[:l.width-1])
	}
	fmt.Fprintf(l.w, "\r\x1b[K%s", text)
	l.visible = true
}

// Write writes log lines above the status line.
func (l *Line) Write(text []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.clear()
	return l.w.Write(text)
}

// Clear removes the line.
func (l *Line) Clear() {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.clear()
}

func (l *Line) clear() {
	if l.visible {
		fmt.Fprint(l.w, "\r\x1b[K")
		l.visible = false
	}
}
