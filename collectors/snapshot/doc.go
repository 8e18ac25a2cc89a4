// Package snapshot keeps what collectors found in one file, and plays it back: auditing a snapshot gives the same report as
// auditing live.
//
// The file is a sequence of zstd frames. The first holds one line of JSON, the header: which targets the snapshot holds and
// where their frames lie. Each other frame holds one target: a line of JSON for each object and problem, in the order in
// which the collector sent them. `zstd -dc FILE` shows it all.
package snapshot

import (
	"time"

	"bulkhead/audit/estate"
)

// Schema names the format's version.
const Schema = "bulkhead.snapshot/v1"

// header is the first frame's line.
type header struct {
	Schema  string        `json:"schema"`
	Tool    string        `json:"tool"`
	Targets []targetEntry `json:"targets"`
}

// targetEntry describes one target and its frame's length in bytes.
type targetEntry struct {
	ID         string              `json:"id"`
	URI        string              `json:"uri"`
	Kind       estate.TargetKind   `json:"kind"`
	Version    string              `json:"version"`
	Namespaces []estate.Namespaces `json:"namespaces,omitempty"`
	Collected  time.Time           `json:"collected"`
	Length     int64               `json:"length"`
}

// Magic begins every snapshot: it is zstd's.
const Magic = "\x28\xb5\x2f\xfd"
