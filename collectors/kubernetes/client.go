package kubernetes

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"k8s.io/client-go/rest"
	"k8s.io/client-go/util/flowcontrol"
)

const (
	// maxStatus bounds the answers that are read whole: errors, and the version.
	maxStatus = 64 << 10
	// maxTries bounds how often a request is sent that the server is too busy for.
	maxTries = 10
)

// client sends GET requests, for answers in JSON.
type client struct {
	http    *http.Client
	base    *url.URL
	limiter flowcontrol.RateLimiter
}

func newClient(access *rest.Config) (*client, error) {
	access.UserAgent = "bulkhead"
	access.Timeout = 0 // the context bounds the target as a whole
	httpClient, err := rest.HTTPClientFor(access)
	if err != nil {
		return nil, err
	}
	base, _, err := rest.DefaultServerUrlFor(access)
	if err != nil {
		return nil, err
	}
	limiter := flowcontrol.NewTokenBucketRateLimiter(access.QPS, max(1, int(2*access.QPS)))
	return &client{http: httpClient, base: base, limiter: limiter}, nil
}

func (c *client) server() string { return c.base.Redacted() }

// get returns the body of a good answer, or an error that is a *statusError where the server gave it.
func (c *client) get(ctx context.Context, path string, query url.Values) (io.ReadCloser, error) {
	target := c.base.JoinPath(path)
	target.RawQuery = query.Encode()
	for try := 1; ; try++ {
		answer, err := c.send(ctx, target.String())
		if err != nil {
			return nil, err
		}
		if answer.StatusCode == http.StatusOK {
			return answer.Body, nil
		}
		refused := readStatus(answer)
		seconds, err := strconv.Atoi(answer.Header.Get("Retry-After"))
		if err != nil || try == maxTries {
			return nil, refused
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Duration(min(max(seconds, 0), 3600)) * time.Second):
		}
	}
}

func (c *client) send(ctx context.Context, target string) (*http.Response, error) {
	if err := c.limiter.Wait(ctx); err != nil {
		if ctx.Err() == nil { // the limiter does not begin to wait for what would come too late
			err = context.DeadlineExceeded
		}
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, target, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept", "application/json")
	return c.http.Do(request)
}

// statusError is an answer other than 200.
type statusError struct {
	code    int
	message string
	next    string // where to go on after 410, if anywhere
}

func (e *statusError) Error() string { return e.message }

func (e *statusError) unauthorized() bool { return e.code == http.StatusUnauthorized }

// readStatus reads the Status object that the API server explains itself with. Proxies before it may send anything.
func readStatus(answer *http.Response) *statusError {
	defer answer.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(answer.Body, maxStatus)) // what came is better than nothing
	var status struct {
		Metadata struct {
			Continue string `json:"continue"`
		} `json:"metadata"`
		Message string `json:"message"`
	}
	message := answer.Status
	if json.Unmarshal(body, &status) == nil && status.Message != "" {
		message = status.Message
	}
	if answer.StatusCode == http.StatusNotFound {
		message = "this cluster does not have it: " + message
	}
	return &statusError{code: answer.StatusCode, message: message, next: status.Metadata.Continue}
}

func isStatus(err error, code int) bool {
	var status *statusError
	return errors.As(err, &status) && status.code == code
}

// cause shortens an error of a request: the address is known, and what matters is what went wrong.
func cause(err error) error {
	var failed *url.Error
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("time ran out: %w", context.DeadlineExceeded)
	case errors.As(err, &failed):
		return failed.Err
	}
	return err
}

// listPath is where the API server has a resource: of one namespace, or of all where namespace is empty.
func (r *resource) listPath(namespace string) string {
	path := "/apis/" + r.version
	if !strings.Contains(r.version, "/") {
		path = "/api/" + r.version // the core group
	}
	if namespace != "" {
		path += "/namespaces/" + url.PathEscape(namespace)
	}
	return path + "/" + r.plural
}
