// Command stress lives the lives of contacts in 20 goroutines at once, with faults ordered, and says
// what is lost, doubled or wrong: stress SERVER, or stress PROXY CERTIFICATE.
//
// It knows the server by HTTP alone: codes are read and faults are ordered at the console, and
// everything else is the AWS SDK's, which retries.
package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/ratelimit"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/lightsail"
	lightsailtypes "github.com/aws/aws-sdk-go-v2/service/lightsail/types"
	"github.com/aws/aws-sdk-go-v2/service/ssmcontacts"
	"github.com/aws/aws-sdk-go-v2/service/ssmcontacts/types"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

const (
	goroutines = 20
	turns      = 10
	patience   = 4 * time.Second // of the SDK, with an answer
)

// What is ordered. The last rule is that of answers that come after the SDK has given up: what was
// asked for is done all the same, and asked for once more with the same token.
var faults = []map[string]any{
	{"error": "ThrottlingException", "probability": 0.1},
	{"error": "InternalServerException", "service": "ssm-contacts", "probability": 0.1},
	{"error": "ServiceException", "service": "lightsail", "probability": 0.1},
	{"drop": true, "probability": 0.05},
	{"latency": 5, "service": "ssm-contacts", "operation": "Create.*", "probability": 0.05, "times": 10},
}

type message struct {
	ID, To, Code, State string
	Attempts            int
}

type stress struct {
	console            string
	configuration      aws.Config
	operations, asked  int64 // of the SDK: what it was told to do, and the requests that it has made of it
	lock               sync.Mutex
	contacts, channels []string // what must be there in the end
	addresses          []string // what a code was sent to
	wrong              []string // what has gone wrong
}

func main() {
	run := &stress{console: os.Args[1] + "/moto-api/contacts/"}
	run.configure()
	context, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	run.tell("PUT", "faults", map[string]any{"faults": faults}, nil)
	var waiting sync.WaitGroup
	for each := 0; each < goroutines; each++ {
		waiting.Add(1)
		go func(each int) {
			defer waiting.Done()
			if err := run.live(context, each); err != nil {
				run.complain("goroutine %d: %v", each, err)
			}
		}(each)
	}
	waiting.Wait()
	if len(run.wrong) == 0 {
		time.Sleep(2 * time.Second) // until what came too late is done, too
		run.look(context)
	}
	fmt.Printf("%d goroutines: %d operations, %d requests, ", goroutines, run.operations, run.asked)
	if len(run.wrong) > 0 {
		fmt.Printf("and\n  %s\n", strings.Join(run.wrong, "\n  "))
		os.Exit(1)
	}
	fmt.Println("nothing lost, nothing doubled")
}

func (run *stress) configure() {
	transport := &http.Transport{MaxIdleConnsPerHost: goroutines}
	run.configuration = aws.Config{
		Region:      "us-east-1",
		Credentials: credentials.NewStaticCredentialsProvider("testing", "testing", ""),
		HTTPClient:  &http.Client{Transport: transport, Timeout: patience},
		Retryer: func() aws.Retryer {
			return retry.NewStandard(func(options *retry.StandardOptions) {
				options.MaxAttempts = 30
				options.MaxBackoff = 50 * time.Millisecond
				options.RateLimiter = ratelimit.NewTokenRateLimit(1_000_000)
			})
		},
		APIOptions: []func(*middleware.Stack) error{run.count},
	}
	if len(os.Args) == 2 {
		run.configuration.EndpointResolverWithOptions = aws.EndpointResolverWithOptionsFunc(
			func(_, region string, _ ...any) (aws.Endpoint, error) {
				return aws.Endpoint{URL: os.Args[1], SigningRegion: region}, nil
			})
		return
	}
	proxy, err := url.Parse(os.Args[1])
	must(err)
	certificate, err := os.ReadFile(os.Args[2])
	must(err)
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(certificate)
	transport.Proxy = http.ProxyURL(proxy)
	transport.TLSClientConfig = &tls.Config{RootCAs: pool}
}

// count counts operations where they begin, and requests behind what retries.
func (run *stress) count(stack *middleware.Stack) error {
	begin := middleware.InitializeMiddlewareFunc("Begun", func(
		context context.Context, in middleware.InitializeInput, next middleware.InitializeHandler,
	) (middleware.InitializeOutput, middleware.Metadata, error) {
		atomic.AddInt64(&run.operations, 1)
		return next.HandleInitialize(context, in)
	})
	send := middleware.DeserializeMiddlewareFunc("Sent", func(
		context context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler,
	) (middleware.DeserializeOutput, middleware.Metadata, error) {
		atomic.AddInt64(&run.asked, 1)
		return next.HandleDeserialize(context, in)
	})
	if err := stack.Initialize.Add(begin, middleware.Before); err != nil {
		return err
	}
	return stack.Deserialize.Add(send, middleware.After)
}

func (run *stress) live(context context.Context, each int) error {
	contacts := ssmcontacts.NewFromConfig(run.configuration)
	for turn := 0; turn < turns; turn++ {
		if err := run.page(context, contacts, each*turns+turn); err != nil {
			return err
		}
		if err := run.mail(context, fmt.Sprintf("%012d", each+1), turn); err != nil {
			return err
		}
	}
	return nil
}

// page lives the life of a contact with a channel; every third one does not outlive it.
func (run *stress) page(context context.Context, client *ssmcontacts.Client, number int) error {
	contact, err := client.CreateContact(context, &ssmcontacts.CreateContactInput{
		Alias: aws.String(fmt.Sprintf("contact-%d", number)),
		Type:  types.ContactTypePersonal,
		Plan:  &types.Plan{Stages: []types.Stage{}},
	})
	if err != nil {
		return err
	}
	address := fmt.Sprintf("+1425555%04d", number)
	channel, err := client.CreateContactChannel(context, &ssmcontacts.CreateContactChannelInput{
		ContactId:       contact.ContactArn,
		Name:            aws.String("mobile"),
		Type:            types.ChannelTypeSms,
		DeliveryAddress: &types.ContactChannelAddress{SimpleAddress: aws.String(address)},
	})
	if err != nil {
		return err
	}
	sent, err := run.message(address)
	if err != nil {
		return err
	}
	activate := func(code string) error {
		_, err := client.ActivateContactChannel(context, &ssmcontacts.ActivateContactChannelInput{
			ContactChannelId: channel.ContactChannelArn, ActivationCode: aws.String(code),
		})
		return err
	}
	var refused *types.ValidationException
	if err := activate(mistyped(sent.Code)); !errors.As(err, &refused) {
		return fmt.Errorf("a wrong code: %v", err)
	}
	if err := activate(sent.Code); err != nil {
		return err
	}
	found, err := client.GetContactChannel(context, &ssmcontacts.GetContactChannelInput{
		ContactChannelId: channel.ContactChannelArn,
	})
	if err != nil {
		return err
	}
	if found.ActivationStatus != types.ActivationStatusActivated {
		return fmt.Errorf("%s is %s", *channel.ContactChannelArn, found.ActivationStatus)
	}
	if number%3 == 0 {
		_, err := client.DeleteContact(context, &ssmcontacts.DeleteContactInput{ContactId: contact.ContactArn})
		run.keep("", "", address)
		return err
	}
	run.keep(*contact.ContactArn, *channel.ContactChannelArn, address)
	return nil
}

// mail lives the life of the one contact method by mail that an account may have.
func (run *stress) mail(context context.Context, account string, turn int) error {
	client := lightsail.NewFromConfig(run.configuration, func(options *lightsail.Options) {
		options.APIOptions = append(options.APIOptions, smithyhttp.SetHeaderValue("x-moto-account-id", account))
	})
	address := fmt.Sprintf("%s-%d@example.com", account, turn)
	if _, err := client.CreateContactMethod(context, &lightsail.CreateContactMethodInput{
		ContactEndpoint: aws.String(address), Protocol: lightsailtypes.ContactProtocolEmail,
	}); err != nil {
		return err
	}
	sent, err := run.message(address)
	if err != nil {
		return err
	}
	if err := run.tell("POST", "messages/"+sent.ID+"/click", nil, nil); err != nil {
		return err
	}
	found, err := client.GetContactMethods(context, &lightsail.GetContactMethodsInput{})
	if err != nil {
		return err
	}
	if methods := found.ContactMethods; len(methods) != 1 || *methods[0].ContactEndpoint != address ||
		methods[0].Status != lightsailtypes.ContactMethodStatusValid {
		return fmt.Errorf("%s has %v", account, methods)
	}
	_, err = client.DeleteContactMethod(context, &lightsail.DeleteContactMethodInput{
		Protocol: lightsailtypes.ContactProtocolEmail,
	})
	run.keep("", "", address)
	return err
}

// look compares what is there with what must be.
func (run *stress) look(context context.Context) {
	var told struct {
		Faults []struct {
			ID     string
			Struck int64
		}
	}
	must(run.tell("GET", "faults", nil, &told))
	struck := int64(0)
	for _, rule := range told.Faults {
		struck += rule.Struck
		if rule.Struck == 0 {
			run.complain("%s has never struck", rule.ID)
		}
	}
	if retries := run.asked - run.operations; retries != struck {
		run.complain("%d faults have struck, and %d requests were retried", struck, retries)
	}
	must(run.tell("DELETE", "faults", nil, nil))

	client := ssmcontacts.NewFromConfig(run.configuration)
	var contacts, channels []string
	for pages := ssmcontacts.NewListContactsPaginator(client, &ssmcontacts.ListContactsInput{}); pages.HasMorePages(); {
		page, err := pages.NextPage(context)
		must(err)
		for _, contact := range page.Contacts {
			contacts = append(contacts, *contact.ContactArn)
			found, err := client.ListContactChannels(context, &ssmcontacts.ListContactChannelsInput{ContactId: contact.ContactArn})
			must(err)
			for _, channel := range found.ContactChannels {
				channels = append(channels, *channel.ContactChannelArn)
			}
		}
	}
	run.compare("contacts", contacts, run.contacts)
	run.compare("channels", channels, run.channels)

	var outbox struct{ Messages []message }
	must(run.tell("GET", "messages", nil, &outbox))
	var addresses []string
	for _, sent := range outbox.Messages {
		addresses = append(addresses, sent.To)
		attempts := 2 // the wrong code and the right one
		if sent.Code == "" {
			attempts = 0
		}
		if sent.State != "verified" || sent.Attempts != attempts {
			run.complain("%s to %s is %s after %d codes", sent.ID, sent.To, sent.State, sent.Attempts)
		}
	}
	run.compare("messages", addresses, run.addresses)
}

func (run *stress) compare(what string, found, expected []string) {
	sort.Strings(found)
	sort.Strings(expected)
	if strings.Join(found, "\n") != strings.Join(expected, "\n") {
		run.complain("%s: %d are there, and %d must be", what, len(found), len(expected))
	}
}

func (run *stress) keep(contact, channel, address string) {
	run.lock.Lock()
	defer run.lock.Unlock()
	if contact != "" {
		run.contacts = append(run.contacts, contact)
		run.channels = append(run.channels, channel)
	}
	run.addresses = append(run.addresses, address)
}

func (run *stress) complain(form string, facts ...any) {
	run.lock.Lock()
	defer run.lock.Unlock()
	run.wrong = append(run.wrong, fmt.Sprintf(form, facts...))
}

// message reads the one message to an address.
func (run *stress) message(to string) (message, error) {
	var found struct{ Messages []message }
	if err := run.tell("GET", "messages?to="+url.QueryEscape(to), nil, &found); err != nil {
		return message{}, err
	}
	if len(found.Messages) != 1 {
		return message{}, fmt.Errorf("%d messages to %s", len(found.Messages), to)
	}
	return found.Messages[0], nil
}

// tell asks the console.
func (run *stress) tell(method, path string, body, into any) error {
	var sent io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		must(err)
		sent = bytes.NewReader(text)
	}
	request, err := http.NewRequest(method, run.console+path, sent)
	must(err)
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != 200 {
		return fmt.Errorf("%s %s: %s %s %v", method, path, answer.Status, text, err)
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(text, into)
}

func mistyped(code string) string {
	if code[0] == '1' {
		return "2" + code[1:]
	}
	return "1" + code[1:]
}

func must(err error) {
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}
