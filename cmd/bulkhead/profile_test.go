package main

import (
	"io"
	"os"
	"strings"
	"testing"
)

// BenchmarkAudit profiles whole audits of the file that BULKHEAD_BENCH names.
func BenchmarkAudit(b *testing.B) {
	for b.Loop() {
		run([]string{"audit", os.Getenv("BULKHEAD_BENCH"), "-f", "json", "-o", os.DevNull}, streams{strings.NewReader(""), io.Discard, io.Discard})
	}
}
