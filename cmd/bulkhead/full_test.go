package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"bulkhead/reports"
)

// On a disk that is full, and becomes so while a report is written, every format says so, leaves what was there, and nothing else.
func TestFullDisk(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("bulkhead-test", disk, "tmpfs", 0, "size=8k"); err != nil {
		if os.Getenv("CI") != "true" {
			t.Skip("mount a small file system: ", err)
		}
		t.Fatal(err)
	}
	defer syscall.Unmount(disk, 0)
	dir := t.TempDir()
	saved := filepath.Join(dir, "saved.json")
	bulkhead(t, "audit", write(t, dir, "in/pod.yaml", strings.Repeat("---\n"+privilegedPod(), 20)), "-f", "json", "-o", saved)
	earlier := strings.Repeat("earlier", 600) // fills what the disk has but for a page
	for _, format := range reports.Formats() {
		file := filepath.Join(disk, "report")
		if err := os.WriteFile(file, []byte(earlier), 0o600); err != nil {
			t.Fatal(err)
		}
		ran := bulkhead(t, "report", saved, "--report", format+"="+file)
		if ran.code != exitInternal || !strings.Contains(ran.err, "no space left on device") || strings.Count(ran.err, "\n") != 1 {
			t.Errorf("%s: exit code %d, %s", format, ran.code, ran.err)
		}
		if read(t, file) != earlier {
			t.Errorf("%s: what was there has changed", format)
		}
		if left, err := os.ReadDir(disk); err != nil || len(left) != 1 {
			t.Errorf("%s: %v %v", format, left, err)
		}
	}
}
