package relate

import (
	"encoding/json"
	"strings"

	"bulkhead/audit/estate"
)

// k3sArguments is where k3s writes down what it was started with, on its node: its command line with config.yaml and config.yaml.d in it, and
// without secrets.
const k3sArguments = "k3s.io/node-args"

// k3sFlags are those of a program's flags that k3s was told to give it, by --kube-apiserver-arg and the like: they overrule its own. All others
// it chooses itself, so that they are not known.
func k3sFlags(node *estate.Object, program, why string) *estate.Value {
	unknown := estate.NotInInputBecause(why)
	var arguments []string
	if json.Unmarshal([]byte(node.Value.At("metadata", "annotations", k3sArguments).Str()), &arguments) != nil {
		return unknown
	}
	times := map[string]int{}
	passed := k3sPassed(arguments, "--"+program+"-arg")
	for _, argument := range passed {
		name, _, _ := strings.Cut(argument, "=")
		times[strings.TrimRight(name, "+-")]++
	}
	var words []*estate.Value
	for _, argument := range passed {
		name, value, joined := strings.Cut(argument, "=")
		if times[name] != 1 || name == "" { // given twice, or NAME+= and NAME-=, which add to k3s' own value and take from it
			continue
		}
		if !joined {
			value = "true"
		}
		words = append(words, estate.Text("--"+strings.TrimLeft(name, "-")+"="+value))
	}
	return overruled(program, words, unknown)
}

// overruled are the flags of a program that somebody else starts, who was told to give it these. All others are not known.
func overruled(program string, words []*estate.Value, unknown *estate.Value) *estate.Value {
	given := readFlags(program, words, nil)
	if len(words) == 0 || given.Unknown() {
		return unknown
	}
	flags := estate.MapOf()
	for _, name := range askedFlags() {
		value := given.Get(name)
		if value == nil {
			value = unknown
		}
		flags.Items = append(flags.Items, estate.Item{Key: name, Value: value})
	}
	return flags
}

// k3sPassed are the values of one of k3s' options.
func k3sPassed(arguments []string, option string) []string {
	var values []string
	for i, argument := range arguments {
		switch value, joined := strings.CutPrefix(argument, option+"="); {
		case joined:
			values = append(values, value)
		case argument == option && i+1 < len(arguments):
			values = append(values, arguments[i+1])
		}
	}
	return values
}

// askedFlags are all flags of the control plane's programs that controls and facts ask for: a test holds the list to the controls.
func askedFlags() []string {
	return []string{
		"admission-control", "anonymous-auth", "audit-log-maxage", "audit-log-maxbackup", "audit-log-maxsize", "audit-log-path",
		"audit-policy-file", "audit-webhook-config-file", "authentication-config", "authorization-config", "authorization-mode", "auto-tls",
		"bind-address", "cert-file", "client-ca-file", "client-cert-auth", "config", "config-file", "disable-admission-plugins",
		"enable-admission-plugins", "encryption-provider-config", "etcd-cafile", "etcd-certfile", "etcd-keyfile", "etcd-servers",
		"feature-gates", "key-file", "kubelet-certificate-authority", "kubelet-client-certificate", "kubelet-client-key",
		"listen-client-urls", "listen-peer-urls", "metrics-bind-address", "peer-auto-tls", "peer-cert-file", "peer-client-cert-auth",
		"peer-key-file", "peer-trusted-ca-file", "profiling", "request-timeout", "root-ca-file", "service-account-extend-token-expiration",
		"service-account-key-file", "service-account-lookup", "service-account-private-key-file", "service-account-signing-endpoint",
		"terminated-pod-gc-threshold", "tls-cert-file", "tls-cipher-suites", "tls-min-version", "tls-private-key-file", "token-auth-file",
		"trusted-ca-file", "use-service-account-credentials",
	}
}
