package relate

import (
	"testing"

	"bulkhead/audit/estate"
)

func TestKubeletsReadFlagsOverFiles(t *testing.T) {
	const legacy = `{"anonymous":true,"authorization":"AlwaysAllow","readOnlyPort":10255}`
	for name, test := range map[string]struct {
		args         []string
		config, want string
	}{
		"nothing":               {nil, "", legacy},
		"a file":                {[]string{"--config=/a"}, `{}`, `{}`},
		"a flag, no file":       {[]string{"--anonymous-auth=false"}, "", `{"anonymous":false,"authorization":"AlwaysAllow","readOnlyPort":10255}`},
		"settings in the file":  {[]string{"--config=/a"}, `{"authentication":{"anonymous":{"enabled":true},"x509":{"clientCAFile":"/ca"}},"authorization":{"mode":"Webhook"},"podPidsLimit":100}`, `{"anonymous":true,"authorization":"Webhook","clientCAFile":"/ca","podPidsLimit":100}`},
		"flags over the file":   {[]string{"--config=/a", "--authorization-mode=AlwaysAllow", "--read-only-port=10255"}, `{"authorization":{"mode":"Webhook"},"readOnlyPort":0}`, `{"authorization":"AlwaysAllow","readOnlyPort":10255}`},
		"an empty flag":         {[]string{"--config=/a", "--client-ca-file="}, `{"authentication":{"x509":{"clientCAFile":"/ca"}}}`, `{}`},
		"zero in the file":      {[]string{"--config=/a"}, `{"streamingConnectionIdleTimeout":"0s"}`, `{}`},
		"zero by the flag":      {[]string{"--config=/a", "--streaming-connection-idle-timeout=0"}, `{"streamingConnectionIdleTimeout":"1h"}`, `{"streamingConnectionIdleTimeout":0}`},
		"a time in the file":    {[]string{"--config=/a"}, `{"streamingConnectionIdleTimeout":"1m30s"}`, `{"streamingConnectionIdleTimeout":90}`},
		"empty in the file":     {[]string{"--config=/a"}, `{"tlsCertFile":"","authorization":{"mode":""},"podPidsLimit":null}`, `{}`},
		"gates of both":         {[]string{"--config=/a", "--feature-gates=A=true,B=false"}, `{"featureGates":{"A":false,"C":true}}`, `{"featureGates":{"A":true,"C":true,"B":false}}`},
		"a text for a number":   {[]string{"--config=/a"}, `{"readOnlyPort":"0"}`, `{"readOnlyPort":{"unknown":"unread","why":"readOnlyPort has a value of the wrong type"}}`},
		"a directory, no file":  {[]string{"--config-dir=/a"}, `{"readOnlyPort":0}`, `{"anonymous":true,"authorization":"AlwaysAllow","readOnlyPort":0}`},
		"a name":                {[]string{"--config=/a", "--hostname-override=n"}, `{}`, `{"hostnameOverride":"n"}`},
		"suites":                {[]string{"--config=/a"}, `{"tlsCipherSuites":["A"],"tlsMinVersion":"VersionTLS12"}`, `{"tlsCipherSuites":["A"],"tlsMinVersion":"VersionTLS12"}`},
		"two values of the old": {[]string{"--config=/a", "--rotate_certificates"}, `{"seccompDefault":true}`, `{"rotateCertificates":true,"seccompDefault":true}`},
	} {
		t.Run(name, func(t *testing.T) {
			var config *estate.Value
			if test.config != "" {
				config = object(t, test.config).Value
			}
			got := string(estate.AppendJSON(nil, effectiveKubelet(config, estate.ListOf(texts(test.args)...))))
			if got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
		})
	}
}

func TestKubeletsThatAreNotKnown(t *testing.T) {
	config := estate.MapOf()
	for want, got := range map[string]*estate.Value{
		"unread":       effectiveKubelet(estate.UnreadBecause("x"), estate.Texts("--config=/a")),
		"not-in-input": effectiveKubelet(config, estate.NotInInputBecause("x")),
	} {
		if got.Reason() != want {
			t.Errorf("%v, want %s", got, want)
		}
	}
}

func TestKubeletsOfAClusterTellAllButFlags(t *testing.T) {
	configuration := `{"kind":"KubeletConfiguration","metadata":{"name":"n"},"authentication":{"anonymous":{"enabled":true},"x509":{}},
		"authorization":{"mode":"Webhook"},"streamingConnectionIdleTimeout":"0s","readOnlyPort":0,"tlsCertFile":""}`
	s := find(t, related(t, estate.Cluster, nil, configuration), "kubernetes/kubelet", "n", "")
	want := `{"anonymous":true,"authorization":"Webhook","readOnlyPort":0,"streamingConnectionIdleTimeout":0,` +
		`"hostnameOverride":{"unknown":"not-in-input","why":"a kubelet does not tell --hostname-override with its configuration"}}`
	if got := show(s, "kubelet"); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if len(related(t, estate.Files, nil, configuration)) > 0 {
		t.Error("a file is taken for what is in force")
	}
	unread := &estate.Object{
		Platform: estate.Kubernetes, Kind: "KubeletConfiguration", Name: "m", Target: &estate.Target{Kind: estate.Cluster}, Value: estate.UnreadBecause("x"),
	}
	if got := show(clusterKubelet(unread), "kubelet"); got != "unread" {
		t.Errorf("%s, want unread", got)
	}
}
