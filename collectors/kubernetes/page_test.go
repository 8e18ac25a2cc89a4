package kubernetes

import (
	"bytes"
	"testing"

	"bulkhead/audit/estate"
)

func FuzzReadPage(f *testing.F) {
	f.Add([]byte(`{"kind":"PodList","metadata":{"continue":"x","remainingItemCount":7},"items":[{"metadata":{"name":"a"}},{}]}`))
	f.Add([]byte(`{"items":null}`))
	f.Add([]byte(`{"items":[1,`))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := readPage(bytes.NewReader(data), func(v *estate.Value) error {
			if v == nil {
				t.Error("an item is nil")
			}
			return nil
		}, func(string) {})
		if err != nil && err.Error() == "" {
			t.Error("an error without a text")
		}
	})
}
