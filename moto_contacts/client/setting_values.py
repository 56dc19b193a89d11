"""What has many names, for type checkers: written by ``python -m tests.docs``."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias, TypedDict

ServiceName: TypeAlias = Literal[
    "lightsail",
    "ssm-contacts",
    "ssm-incidents",
    "pinpoint-sms-voice-v2",
    "notificationscontacts",
    "cognito-idp",
    "ses",
    "sesv2",
    "sns",
    "resourcedirectorymaster",
]


class SettingValues(TypedDict, total=False):
    """Values by the names of settings."""

    code: str | None
    codes: dict[str, str] | None
    check_answers: bool
    answer_early: bool
    console_origins: list[str] | None
    console_hosts: list[str] | None
    lightsail_alarms_per_metric: int
    lightsail_duplicates: Literal["strict", "lenient"]
    lightsail_link_hours: float
    lightsail_metrics: dict[str, str] | None
    lightsail_resources: dict[str, str] | None
    lightsail_sms_enabled: bool
    ssm_contacts_onboarded: bool
    ssm_contacts_contacts_per_account: int
    ssm_contacts_stages_per_plan: int
    ssm_contacts_targets_per_stage: int
    ssm_contacts_rotations_per_account: int
    ssm_contacts_rotations_per_schedule: int
    ssm_contacts_overrides_per_rotation: int | None
    ssm_contacts_tags_per_resource: int
    ssm_contacts_paging_seconds: float
    ssm_contacts_override_members_only: bool
    ssm_contacts_code_hours: float | None
    ssm_contacts_codes_per_channel: int | None
    ssm_incidents_regions_per_replication_set: int
    ssm_incidents_tags_per_resource: int
    ssm_incidents_replication_minutes: float
    sms_voice_account_tier: Literal["SANDBOX", "PRODUCTION"]
    sms_voice_account_standing: Literal[
        "GOOD", "ACCOUNT_DISABLED", "INSUFFICIENT_ACCOUNT_REPUTATION"
    ]
    sms_voice_verified_destination_numbers_per_account: int
    sms_voice_configuration_sets_per_account: int
    sms_voice_event_destinations_per_configuration_set: int
    sms_voice_keywords_per_phone_number: int
    sms_voice_keywords_per_pool: int
    sms_voice_opt_out_lists_per_account: int
    sms_voice_origination_identities_per_pool: int
    sms_voice_phone_numbers_per_account: int
    sms_voice_pools_per_account: int
    sms_voice_protect_configurations_per_account: int
    sms_voice_sender_ids_per_account: int
    sms_voice_released_sender_id_hours: float
    sms_voice_dollars_per_month: int
    sms_voice_closed_countries: str
    sms_voice_one_way_countries: str
    sms_voice_one_way_regions: str
    sms_voice_suspect_traffic: bool
    sms_voice_delivery_receipts: Literal["PHONE", "CARRIER", "BOTH"]
    sms_voice_delivery_seconds: float
    sms_voice_calls_per_destination_per_day: int
    sms_voice_sandbox_calls_per_account_per_day: int
    sms_voice_code_hours: float
    sms_voice_codes_per_number_per_day: int
    sms_voice_tags_per_resource: int
    sms_voice_assume_identity: bool
    sms_voice_strict_deletion: bool
    sms_voice_strict_country_codes: bool
    sms_voice_strict_event_destinations: bool
    sms_voice_strict_two_way_channels: bool
    sms_voice_strict_opt_in: bool
    sms_voice_strict_throttling: bool
    notifications_contacts_email_contacts_per_account: int
    notifications_contacts_code_hours: float
    notifications_contacts_attempts_per_code: int
    notifications_contacts_tags_per_resource: int
    cognito_codes: Literal["any", "checked"]
    cognito_delivery_details: Literal["moto", "sent"]
    cognito_custom_senders: Literal["lambda", "shown"]
    cognito_resend: Literal["replaces", "adds"]
    cognito_sign_up_code_hours: float
    cognito_attribute_code_hours: float
    cognito_password_code_hours: float
    cognito_confirmations_per_user_per_hour: int
    cognito_resends_per_user_per_hour: int
    cognito_password_requests_per_user_per_hour: int
    cognito_password_confirmations_per_user_per_hour: int
    cognito_attribute_requests_per_user_per_hour: int
    cognito_attribute_verifications_per_user_per_hour: int
    cognito_wrong_codes_per_message: int
    ses_identities: Literal["any", "verified"]
    ses_custom_verification_email_templates_per_account: int
    ses_link_hours: float
    ses_in_sandbox: bool
    sns_in_sandbox: bool
    sns_sandbox_numbers_per_account: int
    sns_codes_per_number_per_day: int
    sns_code_hours: float
    sns_subscriptions: Literal["any", "confirmed"]
    sns_token_hours: float
    sns_pending_hours: float
    sns_http_endpoints: Literal["loopback", "any"]
    sns_strict_deletion: bool
    sns_strict_delivery: bool
    resourcedirectory_site: Literal["china", "international"]
    resourcedirectory_contacts_per_directory: int
    resourcedirectory_bindings_per_contact: int
    resourcedirectory_targets_per_call: int
    resourcedirectory_messages_per_account_per_day: int
    resourcedirectory_messages_per_address_per_minute: int
    resourcedirectory_link_hours: float | None
    resourcedirectory_members: list[str] | None
    resourcedirectory_undeletable_members: list[str] | None


class ErrorMembers(TypedDict, total=False):
    """Further members of errors, as the models spell them."""

    Bucket: Any
    ConfigurationSetName: Any
    CustomVerificationEmailTemplateName: Any
    DependentEntities: Any
    EventDestinationName: Any
    Fields: Any
    FromEmailAddress: Any
    FunctionArn: Any
    Name: Any
    QuotaCode: Any
    Reason: Any
    RequestId: Any
    ResourceId: Any
    ResourceType: Any
    RetryAfter: Any
    RetryAfterSeconds: Any
    ServiceCode: Any
    Status: Any
    TemplateName: Any
    Topic: Any
    code: Any
    docs: Any
    fieldList: Any
    quotaCode: Any
    reason: Any
    reasonCode: Any
    resourceId: Any
    resourceIdentifier: Any
    resourceType: Any
    retryAfter: Any
    retryAfterSeconds: Any
    serviceCode: Any
    tip: Any
