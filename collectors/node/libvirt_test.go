package node

import (
	"net"
	"path/filepath"
	"strings"
	"testing"

	"bulkhead/audit/estate"
)

const (
	libvirtdService = `[Unit]
Wants=libvirtd.socket
[Service]
Environment=LIBVIRTD_ARGS="--timeout 120"
EnvironmentFile=-/etc/default/libvirtd
ExecStart=/usr/sbin/libvirtd $LIBVIRTD_ARGS
[Install]
WantedBy=multi-user.target
`
	libvirtdSocket = "[Socket]\nListenStream=%t/libvirt/libvirt-sock\nSocketMode=0660\nSocketGroup=libvirt\n"
	tcpSocket      = "[Socket]\nListenStream=16509\n"
)

func TestLibvirt(t *testing.T) {
	usr, etc := "usr/lib/systemd/system/", "etc/systemd/system/"
	wants := etc + "sockets.target.wants/libvirtd-tcp.socket"
	tests := []struct {
		name  string
		files map[string]string
		path  string
		want  string
	}{
		{
			"hardened",
			map[string]string{"etc/libvirt/qemu.conf": "user = \"qemu\" # c\nseccomp_sandbox = 1\nnamespaces = [ \"mount\" ]\n"},
			"qemu.conf", `{"user":"qemu","seccomp_sandbox":"1","namespaces":["mount"]}`,
		},
		{"defaults", map[string]string{"etc/libvirt/qemu.conf": "#user = \"root\"\n"}, "qemu.conf", `{}`},
		{"no such file", map[string]string{"etc/libvirt/qemu.conf": ""}, "libvirtd.conf", "absent"},
		{
			"a password",
			map[string]string{"etc/libvirt/qemu.conf": "vnc_password = \"hunter2\"\n"},
			"qemu.conf", `{"vnc_password":{"present":true,"length":7,"looksLike":[]}}`,
		},
		{"no daemon", map[string]string{"etc/libvirt/libvirt.conf": ""}, "daemons", `{"monolithic":false,"modular":false}`},
		{"daemon without configuration", map[string]string{usr + "virtqemud.service": "[Service]\n"}, "daemons", `{"monolithic":false,"modular":true}`},
		{"program without units", map[string]string{"usr/sbin/libvirtd": ""}, "daemons", `{"monolithic":true,"modular":false}`},
		{"program without units", map[string]string{"usr/sbin/libvirtd": ""}, "units", "not-in-input"},

		{
			"default arguments",
			map[string]string{usr + "libvirtd.service": libvirtdService},
			"units libvirtd.service",
			`{"enabled":false,"args":["--timeout","120"]}`,
		},
		{
			"arguments from a file",
			map[string]string{
				usr + "libvirtd.service": libvirtdService, "etc/default/libvirtd": "# x\nLIBVIRTD_ARGS=\"-dl -t30 /etc/shadow\"\n",
			},
			"units libvirtd.service args",
			`["--daemon","--listen","--timeout","30",{"present":true,"length":11,"looksLike":[]}]`,
		},
		{"a drop-in replaces the command", map[string]string{
			usr + "libvirtd.service":           libvirtdService,
			etc + "libvirtd.service.d/10.conf": "[Service]\nExecStart=\nExecStart=/usr/sbin/libvirtd \\\n  --lis\n",
		}, "units libvirtd.service args", `["--listen"]`},
		{"etc wins", map[string]string{
			usr + "libvirtd.service": libvirtdService, etc + "libvirtd.service": "[Service]\nExecStart=/usr/sbin/libvirtd\n",
		}, "units libvirtd.service args", `[]`},

		{
			"socket",
			map[string]string{usr + "libvirtd.socket": libvirtdSocket},
			"units libvirtd.socket",
			`{"enabled":false,"listen":["/run/libvirt/libvirt-sock"],"mode":"0660","group":"libvirt"}`,
		},
		{
			"systemd's mode",
			map[string]string{usr + "libvirtd-tcp.socket": tcpSocket},
			"units libvirtd-tcp.socket",
			`{"enabled":false,"listen":["16509"],"mode":"0666"}`,
		},
		{
			"enabled",
			map[string]string{usr + "libvirtd-tcp.socket": tcpSocket, wants: "-> /usr/lib/systemd/system/libvirtd-tcp.socket"},
			"units libvirtd-tcp.socket enabled", "true",
		},
		{"enabled by another", map[string]string{
			usr + "libvirtd.socket": libvirtdSocket, usr + "libvirtd.service": libvirtdService,
			etc + "multi-user.target.wants/libvirtd.service": "-> /usr/lib/systemd/system/libvirtd.service",
		}, "units libvirtd.socket enabled", "true"},
		{"enabled by a drop-in", map[string]string{
			usr + "libvirtd-tcp.socket": tcpSocket, usr + "libvirtd.service": libvirtdService,
			etc + "libvirtd.service.d/tcp.conf":              "[Unit]\nWants=libvirtd-tcp.socket\n",
			etc + "multi-user.target.wants/libvirtd.service": "-> /usr/lib/systemd/system/libvirtd.service",
		}, "units libvirtd-tcp.socket enabled", "true"},
		{"masked", map[string]string{
			usr + "libvirtd-tcp.socket": tcpSocket, wants: "-> /usr/lib/systemd/system/libvirtd-tcp.socket",
			etc + "libvirtd-tcp.socket": "-> /dev/null",
		}, "units libvirtd-tcp.socket", `{"enabled":false,"masked":true}`},
		{"a drop-in listens elsewhere", map[string]string{
			usr + "libvirtd-tcp.socket":          tcpSocket,
			etc + "libvirtd-tcp.socket.d/a.conf": "[Socket]\nListenStream=\nListenStream=127.0.0.1:16509\nSocketMode=600\n",
		}, "units libvirtd-tcp.socket", `{"enabled":false,"listen":["127.0.0.1:16509"],"mode":"0600"}`},
		{"a drop-in of the prefix, masked by name", map[string]string{
			usr + "libvirtd-tcp.socket":          tcpSocket,
			usr + "libvirtd-.socket.d/a.conf":    "[Socket]\nListenStream=1\n",
			usr + "socket.d/b.conf":              "[Socket]\nListenStream=2\n",
			etc + "libvirtd-tcp.socket.d/b.conf": "-> /dev/null",
		}, "units libvirtd-tcp.socket listen", `["16509","1"]`},
		{"through a merged lib", map[string]string{"lib": "-> usr/lib", usr + "libvirtd-tcp.socket": tcpSocket}, "units libvirtd-tcp.socket listen", `["16509"]`},
		{"not libvirt's", map[string]string{usr + "ssh.service": "[Service]\n", "etc/libvirt/x": ""}, "units", `{}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := append([]string{"libvirt"}, strings.Fields(test.path)...)
			if got := at(collect(t, live(test.files)).value(t), path...); got != test.want {
				t.Errorf("%s: %s, want %s", test.path, got, test.want)
			}
		})
	}
}

func TestArgumentsTellTheirFile(t *testing.T) {
	v := collect(t, live(map[string]string{
		"usr/lib/systemd/system/libvirtd.service": libvirtdService,
		"etc/default/libvirtd":                    "# x\nLIBVIRTD_ARGS=\"--listen\"\n",
	})).value(t)
	listen := v.At("libvirt", "units", "libvirtd.service", "args").Elements()[0].Value
	if listen.Text != "--listen" || listen.Source == nil || listen.Source.File != "/etc/default/libvirtd" || listen.Line != 2 {
		t.Errorf("%+v of %+v", listen, listen.Source)
	}
}

func TestSockets(t *testing.T) {
	root := writeRoot(t, live(map[string]string{"run/libvirt/qemu/x": "", "run/libvirt/file-sock": "", "etc/libvirt/x": ""}))
	// Socket paths are short, so it is bound from within.
	t.Chdir(filepath.Join(root, "run/libvirt"))
	listener, err := net.Listen("unix", "libvirt-sock")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	sink := &recorder{}
	if err := New("node:/", root).Collect(t.Context(), sink); err != nil {
		t.Fatal(err)
	}
	fields := sink.value(t).At("libvirt", "sockets").Fields()
	if len(fields) != 1 || fields[0].Key != "/run/libvirt/libvirt-sock" || len(fields[0].Value.Text) != 4 {
		t.Errorf("%+v", fields)
	}
}

func TestSplitWords(t *testing.T) {
	for line, want := range map[string][]string{
		``:                         nil,
		"  a\tb ":                  {"a", "b"},
		`a "b c" 'd e'f ""`:        {"a", "b c", "d ef", ""},
		`a\ b '\' "\""`:            {"a b", `\`, `"`},
		`"open`:                    {"open"},
		`trailing\`:                {`trailing\`},
		`--listen --config='/x y'`: {"--listen", "--config=/x y"},
	} {
		got := splitWords(line)
		if strings.Join(got, "|") != strings.Join(want, "|") || len(got) != len(want) {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}

func TestExpand(t *testing.T) {
	environment := map[string]place{"A": {text: "x y"}}
	for word, want := range map[string]string{
		"--a=${A}": "--a=x y", "$$A": "$A", "${B}": "", "$": "$", "${A": "${A", "a$A": "a$A", "${}": "${}",
	} {
		if got := expand(word, environment); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}

func TestParseEnvironment(t *testing.T) {
	got := parseEnvironment([]byte("# \"\nA=1\n ; x\nB = \"two\nlines\" \nexport C=3\nA='last'\nD=a\\\nb\nE=\"\\$x\"\nbad\n"), &estate.Source{})
	for name, want := range map[string]place{
		"A": {text: "last", line: 7}, "B": {text: "two\nlines", line: 4}, "D": {text: "ab", line: 8}, "E": {text: "$x", line: 10},
	} {
		if got[name].text != want.text || got[name].line != want.line {
			t.Errorf("%s: %q in line %d, want %q in line %d", name, got[name].text, got[name].line, want.text, want.line)
		}
	}
	if len(got) != 4 {
		t.Errorf("%d names, want 4", len(got))
	}
}

func FuzzUnit(f *testing.F) {
	f.Add([]byte(libvirtdService))
	f.Add([]byte(tcpSocket))
	f.Fuzz(func(t *testing.T, text []byte) {
		u := &unit{name: "a.socket", settings: parseUnit(text, nil)}
		for _, s := range u.settings {
			expand(s.value.text, nil)
			for _, word := range splitWords(s.value.text) {
				readFlags(word)
			}
		}
		parseEnvironment(text, nil)
	})
}
