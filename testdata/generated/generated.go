// Package generated says how much a test generates, and from which seed.
package generated

import (
	"os"
	"strconv"
	"testing"
	"time"
)

// Long says that counts run in full, as make test-long wants: BULKHEAD_LONG is set.
func Long() bool { return os.Getenv("BULKHEAD_LONG") != "" }

// Seed returns BULKHEAD_SEED, which repeats a run, or a new seed. The test prints it.
func Seed(t testing.TB) uint64 {
	t.Helper()
	text := os.Getenv("BULKHEAD_SEED")
	if text == "" {
		return uint64(time.Now().UnixNano())
	}
	seed, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return seed
}
