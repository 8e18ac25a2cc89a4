package progress

import (
	"bytes"
	"strings"
	"testing"
)

func TestLineIsRewrittenAndCleared(t *testing.T) {
	var b bytes.Buffer
	l := New(&b, 20)
	l.Show("prod", "pods", 1500, 20000)
	if _, err := l.Write([]byte("a line of the log\n")); err != nil {
		t.Fatal(err)
	}
	l.Clear()
	if want := "\r\x1b[Kprod: pods 1500 of \r\x1b[Ka line of the log\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

func TestNobodyWatches(t *testing.T) {
	var l *Line
	l.Show("prod", "pods", 1, 0)
	l.Clear()
}

func TestNamesDoNotSteerTheTerminal(t *testing.T) {
	var b bytes.Buffer
	New(&b, 80).Show("a\x1b[2J\u009bb\u202e\r\n", "p\x07", 1, 0)
	if got := strings.TrimPrefix(b.String(), "\r\x1b[K"); got != "a\ufffd[2J\ufffdb\ufffd  : p\ufffd 1" {
		t.Errorf("got %q", got)
	}
}
