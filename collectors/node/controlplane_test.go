package node

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"bulkhead/audit/estate"
)

const apiserverManifest = `apiVersion: v1
kind: Pod
metadata: {name: kube-apiserver}
spec:
  containers:
  - name: kube-apiserver
    command: [kube-apiserver, --profiling=false, --encryption-provider-config=/etc/crypt/e.yaml, --foo=hunter2]
    env: [{name: A, value: hunter2}]
    volumeMounts: [{name: crypt, mountPath: /etc/crypt}, {name: all, mountPath: /}]
  volumes: [{name: crypt, hostPath: {path: /srv/crypt}}, {name: all, emptyDir: {}}]
`

const encryption = `kind: EncryptionConfiguration
resources:
- resources: [secrets]
  providers:
  - aescbc: {keys: [{name: k, secret: aHVudGVyMmh1bnRlcjJodW50ZXIyaHVudGVyMg==}]}
  - identity: {}
`

func TestControlPlane(t *testing.T) {
	for name, test := range map[string]struct {
		files map[string]string
		want  string
	}{
		"none": {nil, "absent"},
		"a static pod with a file": {
			map[string]string{"etc/kubernetes/manifests/a.yaml": apiserverManifest, "srv/crypt/e.yaml": encryption},
			`["kube-apiserver","--profiling=false","--encryption-provider-config=/etc/crypt/e.yaml",{"present":true,"length":13,"looksLike":[]}] ` +
				`{"encryption-provider-config":{"resources":[{"resources":["secrets"],"providers":[{"aescbc":{}},{"identity":{}}]}]}}`,
		},
		"a file that is not mounted": {
			map[string]string{"etc/kubernetes/manifests/a.yaml": strings.ReplaceAll(apiserverManifest, "/etc/crypt/e.yaml", "/opt/e.yaml")},
			`["kube-apiserver","--profiling=false","--encryption-provider-config=/opt/e.yaml",{"present":true,"length":13,"looksLike":[]}] absent`,
		},
		"a hidden manifest":  {map[string]string{"etc/kubernetes/manifests/.a.yaml": apiserverManifest}, "absent"},
		"a broken manifest":  {map[string]string{"etc/kubernetes/manifests/a.yaml": "a: [\n"}, "unread"},
		"RKE2's static pods": {map[string]string{"var/lib/rancher/rke2/agent/pod-manifests/s.yaml": "spec: {containers: [{command: [kube-scheduler], args: [--profiling]}]}\n"}, `["kube-scheduler"] absent`},
		"a process": {
			map[string]string{"proc/5/cmdline": "/usr/bin/kube-scheduler\x00--profiling=false\x00", "proc/5/status": "NSpid:\t5\n"},
			`["kube-scheduler","--profiling=false"] absent`,
		},
		"a process and its file": {
			map[string]string{
				"proc/5/cmdline": "kube-proxy\x00--config=/etc/proxy.yaml\x00", "proc/5/status": "NSpid:\t5\n",
				"etc/proxy.yaml": "metricsBindAddress: 0.0.0.0\nclientConnection: {kubeconfig: /x}\n",
			},
			`["kube-proxy","--config=/etc/proxy.yaml"] {"config":{"metricsBindAddress":"0.0.0.0"}}`,
		},
		"a process in a container": {map[string]string{"proc/5/cmdline": "etcd\x00", "proc/5/status": "NSpid:\t5\t1\n"}, "absent"},
		"an etcd with variables": {
			map[string]string{
				"proc/5/cmdline": "etcd\x00--cert-file=/c\x00", "proc/5/status": "NSpid:\t5\n",
				"proc/5/environ": "ETCD_CLIENT_CERT_AUTH=true\x00HOME=/\x00ETCD_INITIAL_CLUSTER_TOKEN=hunter2\x00",
			},
			`["etcd","--client-cert-auth=true",{"present":true,"length":31,"looksLike":[]},"--cert-file=/c"] absent`,
		},
		"a unit": {
			map[string]string{
				"etc/systemd/system/etcd.service":                         "[Service]\nEnvironmentFile=/etc/etcd.env\nExecStart=/usr/bin/etcd --auto-tls\n",
				"etc/systemd/system/multi-user.target.wants/etcd.service": "-> ../etcd.service",
				"etc/etcd.env": "ETCD_DATA_DIR=/srv/etcd\n",
			},
			`["etcd","--data-dir=/srv/etcd","--auto-tls"] absent`,
		},
		"a unit that does not start": {map[string]string{"etc/systemd/system/etcd.service": "[Service]\nExecStart=/usr/bin/etcd\n"}, "absent"},
		"etcd's file": {
			map[string]string{
				"proc/5/cmdline": "etcd\x00--config-file=/etc/etcd.yml\x00", "proc/5/status": "NSpid:\t5\n",
				"etc/etcd.yml": "data-dir: /d\nname: n\nclient-transport-security: {client-cert-auth: true}\npeer-transport-security: {auto-tls: false}\n",
			},
			`["etcd","--config-file=/etc/etcd.yml"] {"config-file":{"data-dir":"/d","client-cert-auth":true,"peer-auto-tls":false}}`,
		},
		"k3s": {map[string]string{"var/lib/rancher/k3s/server/token": "hunter2"}, `["kube-apiserver",{"unknown":"not-in-input","why":"k3s runs kube-apiserver inside of its own process, and no file shows its flags"}] absent`},
		"k3s with flags": {
			map[string]string{
				"var/lib/rancher/k3s/server/token": "", "etc/systemd/system/k3s.service": "[Service]\nExecStart=/usr/local/bin/k3s server '--kube-apiserver-arg=request-timeout=5m' --token hunter2\n",
				"etc/rancher/k3s/config.yaml":          "token: hunter2\nkube-apiserver-arg: [profiling=true, anonymous-auth=true]\netcd-arg: auto-tls=true\n",
				"etc/rancher/k3s/config.yaml.d/b.yml":  "kube-apiserver-arg+: [audit-log-path=/a, oidc-client-id=hunter2]\n",
				"etc/rancher/k3s/config.yaml.d/a.yaml": "kube-apiserver-arg: [anonymous-auth=false, tls-min-version=VersionTLS12, tls-min-version=VersionTLS13, enable-admission-plugins+=A]\n",
				"etc/rancher/k3s/config.yaml.d/c.txt":  "kube-apiserver-arg: []\n",
			},
			`["kube-apiserver","--anonymous-auth=false","--audit-log-path=/a",{"present":true,"length":24,"looksLike":[]},"--request-timeout=5m",` +
				`{"unknown":"not-in-input","why":"k3s runs kube-apiserver inside of its own process, and no file shows its flags"}] absent`,
		},
		"k3s that nothing starts": {
			map[string]string{"var/lib/rancher/k3s/server/token": "", "etc/rancher/k3s/config.yaml": "kube-apiserver-arg: [profiling=true]\n"},
			`["kube-apiserver",{"unknown":"not-in-input","why":"k3s runs kube-apiserver inside of its own process, and no file shows its flags"}] absent`,
		},
		"k3s with a file that is none": {
			map[string]string{
				"var/lib/rancher/k3s/server/token": "", "etc/systemd/system/k3s.service": "[Service]\nExecStart=/usr/local/bin/k3s server --kube-apiserver-arg profiling=true\n",
				"etc/rancher/k3s/config.yaml": "[\n",
			},
			`["kube-apiserver",{"unknown":"not-in-input","why":"k3s runs kube-apiserver inside of its own process, and no file shows its flags"}] absent`,
		},
		"k3s with another file": {
			map[string]string{
				"var/lib/rancher/k3s/server/token": "", "etc/systemd/system/k3s.service": "[Service]\nExecStart=/usr/local/bin/k3s server --config /etc/k.yaml --kube-apiserver-arg profiling\n",
				"etc/rancher/k3s/config.yaml": "kube-apiserver-arg: anonymous-auth=true\n", "etc/k.yaml": "kube-apiserver-arg: audit-log-maxage=30\n",
			},
			`["kube-apiserver","--audit-log-maxage=30","--profiling=true",` +
				`{"unknown":"not-in-input","why":"k3s runs kube-apiserver inside of its own process, and no file shows its flags"}] absent`,
		},
		"a file that is not there": {
			map[string]string{"proc/5/cmdline": "kube-proxy\x00--config=/etc/proxy.yaml\x00", "proc/5/status": "NSpid:\t5\n"},
			`["kube-proxy","--config=/etc/proxy.yaml"] {"config":unread}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			v := collect(t, live(test.files)).value(t)
			got := at(v, "controlPlane", "containers")
			if list := v.At("controlPlane", "containers"); list != nil && !list.Unknown() {
				c := list.Items[0].Value
				got = string(estate.AppendJSON(nil, c.Get("command"))) + " " + files(c.Get("files"))
			}
			if got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
			if strings.Contains(string(estate.AppendJSON(nil, v)), "hunter2") || strings.Contains(string(estate.AppendJSON(nil, v)), "aHVudGVy") {
				t.Error("a secret is kept")
			}
		})
	}
}

func files(v *estate.Value) string {
	if v == nil {
		return "absent"
	}
	if missing := v.Missing(); missing != nil {
		return `{"` + v.Items[0].Key + `":` + missing.Reason() + `}`
	}
	return string(estate.AppendJSON(nil, v))
}

func TestFilesOfKubernetes(t *testing.T) {
	root := writeRoot(t, live(map[string]string{
		"etc/kubernetes/manifests/etcd.yaml":     "a: 1\n",
		"etc/kubernetes/admin.conf":              "",
		"etc/kubernetes/pki/ca.crt":              "",
		"etc/kubernetes/pki/ca.key":              "",
		"etc/kubernetes/pki/etcd/ca.key":         "",
		"etc/cni/net.d/10.conflist":              "",
		"var/lib/etcd/member/wal":                "",
		"usr/lib/systemd/system/kubelet.service": "[Service]\nExecStart=/usr/bin/kubelet --config=/etc/kubelet.yaml --kubeconfig=/srv/k.conf\n",
		"etc/kubelet.yaml":                       "authentication: {x509: {clientCAFile: /srv/ca.pem}}\n",
		"srv/k.conf":                             "",
		"srv/ca.pem":                             "",
		"var/lib/rancher/k3s/server/tls/x.key":   "",
		"etc/passwd":                             "me:x:" + uid() + ":0::/:/bin/sh\n",
	}))
	for file, mode := range map[string]os.FileMode{
		"etc/kubernetes/admin.conf": 0o600, "etc/kubernetes/pki/ca.key": 0o640, "var/lib/etcd": 0o700, "var/lib/rancher/k3s/server": 0o700,
	} {
		if err := os.Chmod(filepath.Join(root, file), mode); err != nil {
			t.Fatal(err)
		}
	}
	sink := &recorder{}
	if err := New("node:"+root, root).Collect(t.Context(), sink); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, file := range sink.value(t).Get("files").Elements() {
		got[file.Value.Get("path").Str()] = file.Value.Get("role").Str() + " " + file.Value.Get("mode").Str()
		if user := file.Value.Get("user").Str(); user != "root" && user != "me" {
			t.Errorf("%s belongs to %s", file.Value.Get("path").Str(), user)
		}
		wantShield := os.Getuid() == 0 && strings.HasPrefix(file.Value.Get("path").Str(), "/var/lib/rancher/k3s/server/tls")
		if file.Value.Get("shielded").IsTrue() != wantShield {
			t.Errorf("%s: shielded is %v", file.Value.Get("path").Str(), !wantShield)
		}
	}
	want := map[string]string{
		"/etc/kubernetes/manifests/etcd.yaml":     "manifest 0644",
		"/etc/kubernetes/admin.conf":              "kubeconfig 0600",
		"/etc/kubernetes/pki":                     "pki 0755",
		"/etc/kubernetes/pki/ca.crt":              "certificate 0644",
		"/etc/kubernetes/pki/ca.key":              "key 0640",
		"/etc/kubernetes/pki/etcd/ca.key":         "key 0644",
		"/etc/cni/net.d/10.conflist":              "cni 0644",
		"/var/lib/etcd":                           "etcd-data 0700",
		"/usr/lib/systemd/system/kubelet.service": "kubelet-unit 0644",
		"/etc/kubelet.yaml":                       "kubelet-config 0644",
		"/srv/k.conf":                             "kubeconfig 0644",
		"/srv/ca.pem":                             "certificate 0644",
		"/var/lib/rancher/k3s/server/tls":         "pki 0755",
		"/var/lib/rancher/k3s/server/tls/x.key":   "key 0644",
	}
	for path, text := range want {
		if got[path] != text {
			t.Errorf("%s: %q, want %q", path, got[path], text)
		}
	}
	for path := range got {
		if want[path] == "" {
			t.Errorf("%s is listed as %s", path, got[path])
		}
	}
}

func uid() string { return strconv.Itoa(os.Getuid()) }
