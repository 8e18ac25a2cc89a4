package kubernetes

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"bulkhead/audit/estate"
	"bulkhead/collectors/redact"
)

// kubeletKind is the kind of what a kubelet says of itself.
const kubeletKind = "KubeletConfiguration"

// How kubelets are asked: so many at once, and none for longer than that, for nodes that are down answer nothing.
const (
	kubeletsAtOnce = 8
	kubeletTimeout = 10 * time.Second
)

// kubelets asks the kubelet of each node that was read for its configuration, through the API server's node proxy, and sends one object
// for each, in the order of the nodes. One that does not answer is not known, which is a problem. The first refusal for want of rights
// stands for all.
func (r *run) kubelets(ctx context.Context) error {
	answers := make([]chan kubeletAnswer, len(r.nodes))
	for i := range answers {
		answers[i] = make(chan kubeletAnswer, 1)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	next := make(chan int)
	var workers sync.WaitGroup
	defer workers.Wait()
	defer cancel()
	for range min(kubeletsAtOnce, len(r.nodes)) {
		workers.Go(func() {
			for i := range next {
				value, err := r.configz(ctx, r.nodes[i])
				answers[i] <- kubeletAnswer{value, err}
			}
		})
	}
	workers.Go(func() {
		defer close(next)
		for i := range r.nodes {
			select {
			case next <- i:
			case <-ctx.Done():
				return
			}
		}
	})
	forbidden := false
	for i, node := range r.nodes {
		var answer kubeletAnswer
		select {
		case answer = <-answers[i]:
		case <-ctx.Done():
			return ctx.Err()
		}
		if answer.err != nil {
			answer.value = estate.UnreadBecause(fmt.Sprintf("kubelet of %s: %v", node, answer.err))
			denied := isStatus(answer.err, http.StatusForbidden)
			if !denied || !forbidden {
				r.problem(estate.Problem{What: "kubelet of node " + node, Error: answer.err.Error()})
			}
			forbidden = forbidden || denied
		}
		r.sink.Progress("kubelets", i+1, len(r.nodes))
		if err := r.sink.Object(&estate.Object{
			Target: r.target, Platform: estate.Kubernetes, Kind: kubeletKind, Name: node, Value: answer.value,
		}); err != nil {
			return err
		}
	}
	return nil
}

type kubeletAnswer struct {
	value *estate.Value
	err   error
}

// configz asks one kubelet. The answer is a KubeletConfiguration with flags and defaults filled in.
func (r *run) configz(ctx context.Context, node string) (*estate.Value, error) {
	ctx, cancel := context.WithTimeout(ctx, kubeletTimeout)
	defer cancel()
	body, err := r.client.get(ctx, "/api/v1/nodes/"+url.PathEscape(node)+"/proxy/configz", nil)
	if err != nil {
		return nil, err
	}
	defer body.Close()
	v, err := estate.DecodeJSON(jsontext.NewDecoder(&boundedReader{reader: body, left: maxObject}), nil)
	if err != nil {
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	config := v.Get("kubeletconfig")
	if config == nil || config.Kind != estate.Map {
		return nil, errors.New("the answer is no configuration of a kubelet")
	}
	redact.Kubelet(config)
	return config, nil
}
