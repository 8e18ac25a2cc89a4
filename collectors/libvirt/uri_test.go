package libvirt

import (
	"strings"
	"testing"
)

func TestPasswordsInURIs(t *testing.T) {
	for uri, want := range map[string]string{
		"qemu:///system":                               "qemu:///system",
		"qemu+ssh://host/system":                       "qemu+ssh://host/system",
		"qemu+ssh://user@host/system":                  "qemu+ssh://user@host/system",
		"qemu+ssh://user@host:22/system?keyfile=/a":    "qemu+ssh://user@host:22/system?keyfile=/a",
		"qemu+tls://[2001:db8::1]:16514/system":        "qemu+tls://[2001:db8::1]:16514/system",
		"qemu+ssh://user@[::1]:22/system":              "qemu+ssh://user@[::1]:22/system",
		"test:///tmp/a:b@c.xml":                        "test:///tmp/a:b@c.xml",
		"vpx://host:443/a:b@c/cluster":                 "vpx://host:443/a:b@c/cluster",
		"qemu+unix:///system?socket=/run/a:b@c":        "qemu+unix:///system?socket=/run/a:b@c",
		"qemu+ssh://user:hunter2@host/system":          "qemu+ssh://user@host/system",
		"qemu+ssh://user:hunter2@host:22/system?x=1":   "qemu+ssh://user@host:22/system?x=1",
		"qemu+ssh://user:hunter2@[::1]/system":         "qemu+ssh://user@[::1]/system",
		"qemu+ssh://user:hunter2@h/system?socket=/a@b": "qemu+ssh://user@h/system?socket=/a@b",
		"qemu+ssh://:hunter2@host/system":              "qemu+ssh://@host/system",
		"qemu+ssh://user:hun:hunter2@host":             "qemu+ssh://user@host",
		"qemu+ssh://user:hunter2@hunter2@host/system":  "qemu+ssh://user@host/system",
		"qemu+ssh://user:hunter2/hunter2@host/system":  "qemu+ssh://user@host/system",
		"qemu+ssh://user:hunter2?hunter2@host/system":  "qemu+ssh://user@host/system",
		"esx://root:hunter2%40@esx.example.org/?x=1":   "esx://root@esx.example.org/?x=1",
		"qemu+ssh://user:1/hunter2":                    "qemu+ssh://user:1/hunter2", // a host, a port and a path
		"not a URI user:hunter2@host":                  "not a URI user:hunter2@host",
	} {
		if got := withoutPassword(uri); got != want {
			t.Errorf("%s becomes %s, want %s", uri, got, want)
		}
	}
}

// What is reported, logged and kept of a target, and what is told to libvirt.
func TestTargetKeepsNoPassword(t *testing.T) {
	target := New("qemu+ssh://user:hunter2@host/system").Target()
	if strings.Contains(target.ID+target.URI, "hunter2") || target.URI != "qemu+ssh://user@host/system" {
		t.Errorf("%+v", target)
	}
}

func FuzzWithoutPassword(f *testing.F) {
	f.Add("user:hunter2@host/system")
	f.Fuzz(func(t *testing.T, rest string) {
		once := withoutPassword("qemu+ssh://" + rest)
		if withoutPassword(once) != once && !strings.ContainsAny(rest, "/?") {
			t.Errorf("%q becomes %q, and that something else", rest, once)
		}
	})
}
