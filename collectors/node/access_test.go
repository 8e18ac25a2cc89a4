package node

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bulkhead/audit/estate"
)

func TestAccessToLibvirt(t *testing.T) {
	const rules = "etc/polkit-1/rules.d/10.rules"
	conf := "etc/libvirt/qemu.conf"
	for _, test := range []struct {
		name  string
		files map[string]string
		path  string
		want  string
	}{
		{
			"a rule for groups",
			map[string]string{conf: "", rules: `polkit.addRule(function(action, subject) {
				if (action.id == "org.libvirt.unix.manage" && (subject.isInGroup("libvirt") || subject.isInGroup('ops'))) return polkit.Result.YES; });`},
			"polkit", `[{"file":"/etc/polkit-1/rules.d/10.rules","groups":["libvirt","ops"]}]`,
		},
		{
			"a rule in a comment, one for reading, and one that asks",
			map[string]string{
				conf:                            "",
				rules:                           `// "org.libvirt.unix.manage" polkit.Result.YES`,
				"etc/polkit-1/rules.d/20.rules": `if (action.id == "org.libvirt.unix.monitor") return polkit.Result.YES;`,
				"etc/polkit-1/rules.d/30.rules": `if (action.id == "org.libvirt.unix.manage") return polkit.Result.AUTH_ADMIN;`,
				"etc/polkit-1/rules.d/40.txt":   `if (action.id == "org.libvirt.unix.manage") return polkit.Result.YES;`,
			},
			"polkit", `[]`,
		},
		{
			"members, by either file",
			map[string]string{
				conf: "", "etc/group": "root:x:0:\nlibvirt:x:120:bob,ada\nkvm:x:121:\nbroken\n",
				"etc/passwd": "eve:x:9:120::/:/bin/sh\nroot:x:0:0::/root:/bin/sh\n",
			},
			"groups", `{"libvirt":["ada","bob","eve"],"kvm":[]}`,
		},
		{"no groups", map[string]string{conf: ""}, "groups", "not-in-input"},
		{
			"mechanisms",
			map[string]string{conf: "", "etc/sasl2/libvirt.conf": "# mech_list: plain\nmech_list: GSSAPI digest-md5\nkeytab: /k\n"},
			"sasl", `{"mech_list":["gssapi","digest-md5"]}`,
		},
		{"no mechanisms", map[string]string{conf: "", "etc/sasl2/libvirt.conf": "keytab: /k\n"}, "sasl", `{}`},
		{"no SASL", map[string]string{conf: ""}, "sasl", "absent"},
		{"no certificate", map[string]string{conf: "", "etc/pki/libvirt/servercert.pem": "nothing"}, "certificates", "[]"},
		{
			"a broken certificate",
			map[string]string{conf: "", "etc/pki/libvirt/servercert.pem": "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"},
			"certificates", `[{"unknown":"unread","why":"read /etc/pki/libvirt/servercert.pem: x509: malformed certificate"}]`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := append([]string{"libvirt"}, strings.Fields(test.path)...)
			if got := at(collect(t, test.files).value(t), path...); got != test.want {
				t.Errorf("%s: got %s, want %s", test.path, got, test.want)
			}
		})
	}
}

func TestModesOfGuardedFiles(t *testing.T) {
	root := writeRoot(t, map[string]string{"etc/libvirt/hooks/qemu": "", "etc/libvirt/hooks/qemu.d/10": "", "etc/pki/qemu/server-key.pem": ""})
	if err := os.Chmod(filepath.Join(root, "etc/libvirt/hooks/qemu"), 0o666); err != nil {
		t.Fatal(err)
	}
	sink := &recorder{}
	if err := New("node:"+root, root).Collect(t.Context(), sink); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, file := range sink.value(t).At("libvirt", "files").Elements() {
		got[file.Value.Get("path").Str()] = file.Value.Get("what").Str() + " " + file.Value.Get("mode").Str()
	}
	for path, want := range map[string]string{
		"/etc/libvirt/hooks": "hooks 0755", "/etc/libvirt/hooks/qemu": "hook 0666", "/etc/libvirt/hooks/qemu.d/10": "hook 0644",
		"/etc/pki/qemu/server-key.pem": "key 0644",
	} {
		if got[path] != want {
			t.Errorf("%s: %q, want %q", path, got[path], want)
		}
	}
}

func TestDaysOfCertificates(t *testing.T) {
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for left, want := range map[time.Duration]string{
		48 * time.Hour: "2", 47 * time.Hour: "1", 0: "0", -time.Hour: "-1", -48 * time.Hour: "-2",
	} {
		template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: now.Add(-1000 * time.Hour), NotAfter: now.Add(left)}
		der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
		if err != nil {
			t.Fatal(err)
		}
		items := certificatesIn(&openedRoot{ctx: t.Context()}, "c.pem", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), now)
		if len(items) != 1 {
			t.Fatalf("%d certificates", len(items))
		}
		v := items[0].Value
		if got := v.Get("daysLeft").Text; got != want || v.Get("bits").Text != "256" || v.Get("algorithm").Str() != "ECDSA" {
			t.Errorf("%v left: %s", left, estate.AppendJSON(nil, v))
		}
	}
}
