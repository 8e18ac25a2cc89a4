package catalogue

import (
	"testing"

	"bulkhead/policies"
)

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(policies.FS, "kubernetes"); err != nil {
			b.Fatal(err)
		}
	}
}
