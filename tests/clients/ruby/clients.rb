# Ruby's core of the AWS SDK, with clients made of botocore's models: clients.rb ENDPOINT MODELS, a
# file of JSON by the names of clients. Each line that it reads is [client, operation, members], and
# it prints what came of that as a line: {"answer": members} or {"error": name, "message": text,
# "members": those of the error}.
#
# The rules for endpoints are compiled into each service's gem, and none of them is in the core: a
# plugin of ours gives the endpoint and how it is signed for.

require "aws-sdk-core"
require "json"
%w[credentials_configuration param_converter param_validator user_agent regional_endpoint idempotency_token sign
   protocols/json_rpc protocols/rest_json protocols/query].each { |name| require "aws-sdk-core/plugins/#{name}" }
require "seahorse/client/plugins/content_length"

ENDPOINT, MODELS = ARGV
include Seahorse::Model

KINDS = Hash.new(Shapes::StringShape).merge(
  "structure" => Shapes::StructureShape, "list" => Shapes::ListShape, "map" => Shapes::MapShape,
  "integer" => Shapes::IntegerShape, "long" => Shapes::IntegerShape, "double" => Shapes::FloatShape,
  "float" => Shapes::FloatShape, "boolean" => Shapes::BooleanShape, "blob" => Shapes::BlobShape,
  "timestamp" => Shapes::TimestampShape,
)
PROTOCOLS = {
  "json" => Aws::Plugins::Protocols::JsonRpc, "rest-json" => Aws::Plugins::Protocols::RestJson,
  "query" => Aws::Plugins::Protocols::Query,
}

# A name of the model as the core has it.
def ruby(name) = name.gsub(/([A-Z]+)([A-Z][a-z])|([a-z0-9])([A-Z])/, '\1\3_\2\4').downcase.to_sym

class Endpoint < Seahorse::Client::Plugin
  option(:stub_responses, false) # the core asks for it
  class Handler < Seahorse::Client::Handler
    def call(context)
      context.http_request.endpoint = URI(ENDPOINT)
      metadata = context.config.api.metadata
      name = metadata["signingName"] || metadata["endpointPrefix"]
      context[:auth_scheme] = { "name" => "sigv4", "signingName" => name, "signingRegion" => "us-east-1" }
      context[:auth_scheme] = { "name" => "none" } if context.operation["authtype"] == "none"
      @handler.call(context)
    end
  end
  handler(Handler, step: :build, priority: 75)
end

def api_of(model)
  shapes = model["shapes"].to_h { |name, told| [name, KINDS[told["type"]].new(name: name)] }
  refer = lambda do |told, name = nil, required = false|
    Shapes::ShapeRef.new(
      shape: shapes.fetch(told["shape"]), required: required, location: told["location"],
      location_name: told["locationName"] || name, metadata: told.slice("resultWrapper", "idempotencyToken"),
    )
  end
  model["shapes"].each do |name, told|
    shape = shapes[name]
    case told["type"]
    when "structure"
      required = told["required"] || []
      told["members"].each { |each, ref| shape.add_member(ruby(each), refer.(ref, each, required.include?(each))) }
      names = told["members"].keys.map { |each| ruby(each) }
      shape.struct_class = names.empty? ? Aws::EmptyStructure : Class.new(Struct.new(*names)) { include Aws::Structure }
    when "list" then shape.member = refer.(told["member"])
    when "map"
      shape.key = refer.(told["key"])
      shape.value = refer.(told["value"])
    end
  end
  empty = Shapes::ShapeRef.new(shape: Shapes::StructureShape.new(struct_class: Aws::EmptyStructure))
  Api.new.tap do |api|
    api.metadata = model["metadata"]
    api.version = model["metadata"]["apiVersion"]
    model["operations"].each do |name, told|
      api.add_operation(ruby(name), Operation.new.tap do |made|
        made.name = name
        made.http_method = told["http"]["method"]
        made.http_request_uri = told["http"]["requestUri"]
        made["authtype"] = told["authtype"]
        made.input = told["input"] ? refer.(told["input"]) : empty
        made.output = told["output"] ? refer.(told["output"]) : empty
        made.errors = (told["errors"] || []).map { |each| refer.(each) }
      end)
    end
  end
end

def client_of(name)
  model = JSON.parse(File.read(MODELS))[name]
  space = Module.new { const_set(:Errors, Module.new { extend Aws::Errors::DynamicErrors }) }
  Object.const_set("Of#{name.gsub(/\W/, "_")}", space)
  space.const_set(:Client, Class.new(Seahorse::Client::Base))
  space::Client.class_eval do
    set_api(api_of(model))
    [Aws::Plugins::CredentialsConfiguration, Aws::Plugins::ParamConverter, Aws::Plugins::ParamValidator,
     Aws::Plugins::UserAgent, Aws::Plugins::RegionalEndpoint, Aws::Plugins::IdempotencyToken,
     Seahorse::Client::Plugins::ContentLength, Aws::Plugins::Sign, Endpoint,
     PROTOCOLS.fetch(model["metadata"]["protocol"])].each { |plugin| add_plugin(plugin) }
    define_singleton_method(:errors_module) { space::Errors }
  end
  space::Client.new(region: "us-east-1", endpoint: ENDPOINT)
end

# Members in the model's spelling <-> in Ruby's.
def from_wire(value, ref)
  case ref.shape
  when Shapes::StructureShape
    value.to_h { |name, each| [ruby(name), from_wire(each, ref.shape.member(ruby(name)))] }
  when Shapes::ListShape then value.map { |each| from_wire(each, ref.shape.member) }
  when Shapes::MapShape then value.transform_values { |each| from_wire(each, ref.shape.value) }
  else value
  end
end

def to_wire(value, ref)
  case ref.shape
  when Shapes::StructureShape
    ref.shape.members.filter_map do |name, member|
      [member.location_name, to_wire(value[name], member)] unless value[name].nil?
    end.to_h
  when Shapes::ListShape then value.map { |each| to_wire(each, ref.shape.member) }
  when Shapes::MapShape then value.transform_values { |each| to_wire(each, ref.shape.value) }
  else value
  end
end

clients = Hash.new { |known, name| known[name] = client_of(name) }
$stdout.sync = true
$stdin.each_line do |line|
  name, operation, members = JSON.parse(line)
  client = clients[name]
  rules = client.config.api.operation(ruby(operation))
  begin
    answer = client.build_request(ruby(operation), from_wire(members, rules.input)).send_request.data
    puts JSON.generate(answer: to_wire(answer, rules.output))
  rescue Aws::Errors::ServiceError => error
    shape = rules.errors.find { |each| each.shape.name == error.code }
    told = shape && !error.data.is_a?(Aws::EmptyStructure) ? to_wire(error.data, shape) : {}
    puts JSON.generate(error: error.code, message: error.message, members: told)
  end
end
