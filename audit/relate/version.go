package relate

import (
	"fmt"
	"strconv"
	"strings"

	"bulkhead/audit/estate"
)

// OldestMinor and NewestMinor are the minor versions of Kubernetes 1 that files can be judged for, as of 2026-11-24. Files are
// judged for the newest unless their target has a version.
const OldestMinor, NewestMinor = 25, 37

// FilesVersion checks a version that files are to be judged for, as v1.30, and returns it in that form.
func FilesVersion(text string) (string, error) {
	minor, ok := parseMinor(text)
	if !ok || strings.Trim(text, "v.0123456789") != "" {
		return "", fmt.Errorf("%s: write v1.NN, as v1.%d", text, NewestMinor)
	}
	if minor < OldestMinor || minor > NewestMinor {
		return "", fmt.Errorf("%s: choose v1.%d to v1.%d", text, OldestMinor, NewestMinor)
	}
	return fmt.Sprintf("v1.%d", minor), nil
}

// minorVersion is the fact of a target's Kubernetes version.
func minorVersion(target *estate.Target, files bool) *estate.Value {
	minor, ok := parseMinor(target.Version)
	switch {
	case ok:
	case files:
		minor = NewestMinor
	default:
		return estate.UnreadBecause("the server's version is not known")
	}
	return &estate.Value{Kind: estate.Number, Text: strconv.Itoa(minor)}
}

// parseMinor reads versions such as v1.30, v1.30.2-gke.100 and 1.30+.
func parseMinor(version string) (int, bool) {
	major, rest, ok := strings.Cut(strings.TrimPrefix(version, "v"), ".")
	digits, _, _ := strings.Cut(rest, ".")
	minor, err := strconv.Atoi(strings.TrimRight(digits, "+"))
	return minor, ok && major == "1" && err == nil && minor >= 0
}
