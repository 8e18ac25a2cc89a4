package node

import (
	"strings"
	"testing"

	"bulkhead/audit/estate"
)

const kubeadmDropIn = `[Service]
Environment="KUBELET_CONFIG_ARGS=--config=/var/lib/kubelet/config.yaml"
EnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env
ExecStart=
ExecStart=/usr/bin/kubelet $KUBELET_CONFIG_ARGS $KUBELET_KUBEADM_ARGS $KUBELET_EXTRA_ARGS
`

func TestKubelet(t *testing.T) {
	unit := "usr/lib/systemd/system/kubelet.service"
	dropIn := "usr/lib/systemd/system/kubelet.service.d/10-kubeadm.conf"
	kubeadm := func(more map[string]string) map[string]string {
		more[unit], more[dropIn] = "[Service]\nExecStart=/usr/bin/kubelet\n", kubeadmDropIn
		return more
	}
	config := "var/lib/kubelet/config.yaml"
	tests := []struct {
		name  string
		files map[string]string
		path  string
		want  string
	}{
		{
			"configuration",
			map[string]string{config: "kind: KubeletConfiguration\nreadOnlyPort: 0\nauthentication: {anonymous: {enabled: no}}\nx: ~\nz: 0x10\n"},
			"config", `{"kind":"KubeletConfiguration","readOnlyPort":0,"authentication":{"anonymous":{"enabled":false}},"x":null,"z":16}`,
		},
		{"configuration without a unit", map[string]string{config: "a: 1\n"}, "args", "not-in-input"},
		{"quoted no", map[string]string{config: "a: \"no\"\n"}, "config", `{"a":"no"}`},
		{"alias", map[string]string{config: "a: &a {b: 1}\nc: *a\n"}, "config", `{"a":{"b":1},"c":{"b":1}}`},
		{"duplicate key", map[string]string{config: "a: 1\na: 2\n"}, "config", "unread"},
		{"no map", map[string]string{config: "[1]\n"}, "config", "unread"},
		{"broken", map[string]string{config: "a: [\n"}, "config", "unread"},
		{"alias bomb", map[string]string{config: bomb()}, "config", "unread"},
		{"alias to itself", map[string]string{config: "a: &a [*a]\n"}, "config", "unread"},
		{
			"header",
			map[string]string{config: "staticPodURLHeader: {Authorization: [Bearer x]}\n"},
			"config", `{"staticPodURLHeader":{"Authorization":[{"present":true,"length":8,"looksLike":[]}]}}`,
		},
		{
			"arguments", kubeadm(map[string]string{"var/lib/kubelet/kubeadm-flags.env": "KUBELET_KUBEADM_ARGS=\"--anonymous-auth=true --manifest-url-header=a:b\"\n"}),
			"args", `["--config=/var/lib/kubelet/config.yaml","--anonymous-auth=true",{"present":true,"length":25,"looksLike":[]}]`,
		},
		{"configuration elsewhere", kubeadm(map[string]string{
			dropIn: "", "etc/default/kubelet": "X=1\n", "etc/kubelet.yaml": "a: 1\n",
			"etc/systemd/system/kubelet.service.d/20.conf": "[Service]\nExecStart=\nExecStart=/usr/bin/kubelet --config /etc/kubelet.yaml\n",
		}), "config", `{"a":1}`},
		{"drop-in configuration", kubeadm(map[string]string{
			config: "a: {b: 1, c: [1]}\nd: 1\n", "etc/kubelet.d/10.conf": "a: {c: [2]}\n", "etc/kubelet.d/20/a.conf": "e: 1\n", "etc/kubelet.d/x.yaml": "d: 2\n",
			"etc/systemd/system/kubelet.service.d/20.conf": "[Service]\nEnvironment=KUBELET_EXTRA_ARGS=--config-dir=/etc/kubelet.d\n",
		}), "config", `{"a":{"b":1,"c":[2]},"d":1,"e":1}`},
		{"a file that no argument names", map[string]string{unit: "[Service]\nExecStart=/usr/bin/kubelet --read-only-port=1\n", config: "a: 1\n"}, "config", "absent"},
		{"a file that is not there", kubeadm(map[string]string{}), "config", "unread"},
		{"k3s", map[string]string{"var/lib/rancher/k3s/agent/kubelet.kubeconfig": ""}, "args", "not-in-input"},
		{"a process", kubeadm(map[string]string{
			config: "a: 1\n", "etc/k.yaml": "a: 2\n",
			"proc/7/cmdline": "/usr/bin/kubelet\x00--config\x00/etc/k.yaml\x00", "proc/7/status": "Name:\tkubelet\nNSpid:\t7\n",
		}), "config", `{"a":2}`},
		{"a container's process", kubeadm(map[string]string{
			config: "a: 1\n", "proc/7/cmdline": "kubelet\x00--config=/etc/k.yaml\x00", "proc/7/status": "NSpid:\t7\t1\n",
		}), "config", `{"a":1}`},
		{"a process's arguments", map[string]string{
			"proc/9/cmdline": "kubelet\x00--anonymous-auth=true\x00--x=y\x00", "proc/9/status": "NSpid:\t9\n", "proc/2/cmdline": "",
		}, "args", `["--anonymous-auth=true",{"present":true,"length":5,"looksLike":[]}]`},
		{"broken drop-in configuration", kubeadm(map[string]string{
			config: "a: 1\n", "etc/kubelet.d/10.conf": "a: [\n",
			"etc/systemd/system/kubelet.service.d/20.conf": "[Service]\nEnvironment=KUBELET_EXTRA_ARGS=--config-dir=/etc/kubelet.d\n",
		}), "config", "unread"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := append([]string{"kubelet"}, strings.Fields(test.path)...)
			if got := at(collect(t, live(test.files)).value(t), path...); got != test.want {
				t.Errorf("%s: %s, want %s", test.path, got, test.want)
			}
		})
	}
}

func bomb() string {
	var b strings.Builder
	b.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := range 9 {
		name, last := string(rune('1'+i)), string(rune('0'+i))
		b.WriteString("a" + name + ": &a" + name + " [" + strings.Repeat("*a"+last+", ", 9) + "*a" + last + "]\n")
	}
	return b.String()
}

func FuzzParseYAML(f *testing.F) {
	f.Add([]byte("a: &a [1, 0x1, .inf, no]\nb: *a\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if v, err := parseYAML(text, nil); err == nil {
			estate.AppendJSON(nil, v)
		}
	})
}
