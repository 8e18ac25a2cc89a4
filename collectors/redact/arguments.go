package redact

import (
	"path"
	"strings"

	"bulkhead/audit/estate"
)

// container replaces a container's command and arguments. Of the Kubernetes components it keeps the program's name
// and the flags that [kept] lists, for those are the cluster's configuration.
func container(c *estate.Value) {
	component := Component(c) != ""
	for _, key := range []string{"command", "args"} {
		list := c.Get(key)
		if !component || list == nil || list.Kind != estate.List {
			replace(c, key)
			continue
		}
		arguments(list)
	}
}

// Component is the program of Kubernetes' that a container runs, by the first word of its command; empty for all others. Only of
// those are arguments kept.
func Component(container *estate.Value) string {
	for _, key := range []string{"command", "args"} {
		if words := container.Get(key).Elements(); len(words) > 0 {
			if program := words[0].Value.Str(); components(program) {
				return path.Base(program)
			}
			return ""
		}
	}
	return ""
}

func components(program string) bool {
	switch path.Base(program) {
	case "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy", "kubelet", "etcd",
		"cloud-controller-manager":
		return true
	}
	return false
}

// arguments replaces all words of a component's command line but its name, kept flags and their values.
func arguments(list *estate.Value) {
	wantsValue := false
	for i, item := range list.Items {
		word := item.Value.Str()
		flag, _, joined := strings.Cut(word, "=")
		isFlag := strings.HasPrefix(word, "-")
		keepWord := false
		switch {
		case isFlag:
			keepWord = kept(strings.ReplaceAll(strings.TrimLeft(flag, "-"), "_", "-")) // Kubernetes takes both for the same
		case wantsValue:
			keepWord = true
		case i == 0:
			keepWord = components(word)
		}
		wantsValue = isFlag && keepWord && !joined
		if !keepWord || len(looksLike(word)) > 0 {
			list.Items[i].Value = literal(item.Value)
		}
	}
}

// kept says whether a component's flag is kept with its value. It lists what an audit of the control plane asks for
// and whose values are switches, numbers, names, addresses and paths, never secrets.
func kept(flag string) bool {
	switch flag {
	// authentication and authorisation
	case "anonymous-auth", "authentication-config", "authentication-kubeconfig", "authentication-skip-lookup",
		"authentication-token-webhook", "authentication-token-webhook-config-file",
		"authorization-config", "authorization-kubeconfig", "authorization-mode", "authorization-always-allow-paths",
		"authorization-webhook-config-file", "token-auth-file", "basic-auth-file", "client-ca-file",
		"enable-bootstrap-token-auth", "oidc-issuer-url", "oidc-ca-file", "requestheader-client-ca-file",
		"requestheader-allowed-names", "requestheader-username-headers", "requestheader-group-headers",
		"requestheader-extra-headers-prefix", "proxy-client-cert-file", "proxy-client-key-file":
	// service accounts
	case "service-account-issuer", "service-account-key-file", "service-account-lookup",
		"service-account-signing-key-file", "service-account-signing-endpoint", "service-account-private-key-file", "service-account-extend-token-expiration",
		"service-account-max-token-expiration", "use-service-account-credentials", "root-ca-file", "api-audiences":
	// admission and features
	case "admission-control", "admission-control-config-file", "enable-admission-plugins", "disable-admission-plugins",
		"feature-gates", "runtime-config", "allow-privileged", "config":
	// listening
	case "address", "advertise-address", "bind-address", "insecure-bind-address", "insecure-port", "secure-port", "port",
		"read-only-port", "healthz-bind-address", "metrics-bind-address", "healthz-port", "http2-max-streams-per-connection",
		"profiling", "contention-profiling", "enable-debugging-handlers", "request-timeout", "goaway-chance",
		"service-cluster-ip-range", "service-node-port-range", "cluster-cidr", "cluster-domain", "cluster-dns":
	// TLS
	case "tls-cert-file", "tls-private-key-file", "tls-cipher-suites", "tls-min-version", "tls-sni-cert-key", "cert-dir",
		"cluster-signing-cert-file", "cluster-signing-key-file", "cluster-signing-duration", "rotate-certificates",
		"rotate-server-certificates", "kubeconfig", "bootstrap-kubeconfig", "strict-transport-security-directives":
	// kubelets
	case "kubelet-certificate-authority", "kubelet-client-certificate", "kubelet-client-key", "kubelet-https",
		"kubelet-preferred-address-types", "protect-kernel-defaults", "make-iptables-util-chains", "hostname-override",
		"event-qps", "streaming-connection-idle-timeout", "seccomp-default", "pod-max-pids", "allowed-unsafe-sysctls",
		"container-runtime-endpoint", "pod-manifest-path", "cgroups-per-qos", "root-dir", "terminated-pod-gc-threshold":
	// audit and encryption
	case "audit-log-path", "audit-log-maxage", "audit-log-maxbackup", "audit-log-maxsize", "audit-log-mode",
		"audit-policy-file", "audit-webhook-config-file", "encryption-provider-config",
		"encryption-provider-config-automatic-reload":
	// etcd, and the API server's way to it
	case "etcd-servers", "etcd-cafile", "etcd-certfile", "etcd-keyfile", "etcd-prefix", "cert-file", "key-file",
		"client-cert-auth", "trusted-ca-file", "auto-tls", "peer-cert-file", "peer-key-file", "peer-client-cert-auth",
		"peer-trusted-ca-file", "peer-auto-tls", "listen-client-urls", "listen-peer-urls", "listen-metrics-urls",
		"advertise-client-urls", "initial-advertise-peer-urls", "data-dir", "config-file", "cipher-suites", "leader-elect":
	default:
		return false
	}
	return true
}
