-- The tables and recorded migrations of a database from before the apps were divided.
CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
CREATE TABLE "django_content_type" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app_label" varchar(100) NOT NULL, "model" varchar(100) NOT NULL);
CREATE UNIQUE INDEX "django_content_type_app_label_model_76bd3d3b_uniq" ON "django_content_type" ("app_label", "model");
CREATE TABLE "auth_group_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE UNIQUE INDEX "auth_group_permissions_group_id_permission_id_0cd325b0_uniq" ON "auth_group_permissions" ("group_id", "permission_id");
CREATE INDEX "auth_group_permissions_group_id_b120cbf9" ON "auth_group_permissions" ("group_id");
CREATE INDEX "auth_group_permissions_permission_id_84c5c92e" ON "auth_group_permissions" ("permission_id");
CREATE TABLE "auth_permission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "codename" varchar(100) NOT NULL, "name" varchar(255) NOT NULL);
CREATE UNIQUE INDEX "auth_permission_content_type_id_codename_01ab375a_uniq" ON "auth_permission" ("content_type_id", "codename");
CREATE INDEX "auth_permission_content_type_id_2f476e4b" ON "auth_permission" ("content_type_id");
CREATE TABLE "auth_group" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(150) NOT NULL UNIQUE);
CREATE TABLE "accounts_user_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_user_user_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_programme" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(150) NOT NULL UNIQUE);
CREATE UNIQUE INDEX "accounts_user_groups_user_id_group_id_59c0b32f_uniq" ON "accounts_user_groups" ("user_id", "group_id");
CREATE INDEX "accounts_user_groups_user_id_52b62117" ON "accounts_user_groups" ("user_id");
CREATE INDEX "accounts_user_groups_group_id_bd11a704" ON "accounts_user_groups" ("group_id");
CREATE UNIQUE INDEX "accounts_user_user_permissions_user_id_permission_id_2ab516c2_uniq" ON "accounts_user_user_permissions" ("user_id", "permission_id");
CREATE INDEX "accounts_user_user_permissions_user_id_e4f0a161" ON "accounts_user_user_permissions" ("user_id");
CREATE INDEX "accounts_user_user_permissions_permission_id_113bb443" ON "accounts_user_user_permissions" ("permission_id");
CREATE TABLE "accounts_user" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(128) NOT NULL, "last_login" datetime NULL, "is_superuser" bool NOT NULL, "is_staff" bool NOT NULL, "is_active" bool NOT NULL, "date_joined" datetime NOT NULL, "email" varchar(254) NOT NULL UNIQUE, "name" varchar(150) NOT NULL, "time_zone" varchar(64) NOT NULL, "language" varchar(10) NOT NULL, "theme" varchar(6) NOT NULL, "is_coach" bool NOT NULL, "digest_on" bool NOT NULL, "digest_at" time NOT NULL, "digest_days" smallint unsigned NOT NULL CHECK ("digest_days" >= 0), "digest_when_empty" bool NOT NULL, "next_digest_at" datetime NULL, "next_review_at" datetime NULL, "weekly_review_day" smallint unsigned NULL CHECK ("weekly_review_day" >= 0), "caseload_day" smallint unsigned NULL CHECK ("caseload_day" >= 0), "next_caseload_at" datetime NULL, "thank_you_notice" bool NOT NULL, "quiet_from" time NOT NULL, "quiet_until" time NOT NULL, CONSTRAINT "user_digest_days" CHECK ("digest_days" <= 127), CONSTRAINT "user_weekly_review_day" CHECK (("weekly_review_day" IS NULL OR "weekly_review_day" <= 6)), CONSTRAINT "user_caseload_day" CHECK (("caseload_day" IS NULL OR "caseload_day" <= 6)));
CREATE UNIQUE INDEX "user_email_once" ON "accounts_user" ((LOWER("email")));
CREATE INDEX "user_next_digest" ON "accounts_user" ("next_digest_at") WHERE "next_digest_at" IS NOT NULL;
CREATE INDEX "user_next_review" ON "accounts_user" ("next_review_at") WHERE "next_review_at" IS NOT NULL;
CREATE INDEX "user_next_caseload" ON "accounts_user" ("next_caseload_at") WHERE "next_caseload_at" IS NOT NULL;
CREATE INDEX "user_digest_unscheduled" ON "accounts_user" ("id") WHERE ("digest_days" > 0 AND "digest_on" AND "next_digest_at" IS NULL);
CREATE INDEX "user_review_unscheduled" ON "accounts_user" ("id") WHERE ("next_review_at" IS NULL AND "weekly_review_day" IS NOT NULL);
CREATE TABLE "accounts_accesslog" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "viewer_name" varchar(254) NOT NULL, "what" varchar(11) NOT NULL, "about" varchar(300) NOT NULL, "reason" varchar(500) NOT NULL, "day" date NULL, "at" datetime NOT NULL, "seeker_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "viewer_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "look_at_a_list_once_a_day" UNIQUE ("seeker_id", "viewer_id", "what", "day"));
CREATE INDEX "accounts_accesslog_seeker_id_2c55cceb" ON "accounts_accesslog" ("seeker_id");
CREATE INDEX "accounts_accesslog_viewer_id_515e71b6" ON "accounts_accesslog" ("viewer_id");
CREATE INDEX "look_recent" ON "accounts_accesslog" ("seeker_id", "at" DESC);
CREATE TABLE "accounts_coachgrant" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "email" varchar(254) NOT NULL, "token" char(32) NOT NULL UNIQUE, "by_coach" bool NOT NULL, "sees_notes" bool NOT NULL, "sees_pay" bool NOT NULL, "sees_documents" bool NOT NULL, "sees_contacts" bool NOT NULL, "months" smallint unsigned NOT NULL CHECK ("months" >= 0), "invited_at" datetime NOT NULL, "accepted_at" datetime NULL, "expires_at" datetime NULL, "ended_at" datetime NULL, "coach_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "seeker_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "grant_from_somebody" CHECK (("seeker_id" IS NOT NULL OR "coach_id" IS NOT NULL)), CONSTRAINT "grant_accepted_is_whole" CHECK (("accepted_at" IS NULL OR ("coach_id" IS NOT NULL AND "expires_at" IS NOT NULL AND "seeker_id" IS NOT NULL))), CONSTRAINT "grant_between_two_people" CHECK (NOT ("seeker_id" = ("coach_id") AND "seeker_id" IS NOT NULL AND "coach_id" IS NOT NULL)));
CREATE INDEX "accounts_coachgrant_coach_id_359266d2" ON "accounts_coachgrant" ("coach_id");
CREATE INDEX "accounts_coachgrant_seeker_id_7fe25a14" ON "accounts_coachgrant" ("seeker_id");
CREATE INDEX "grant_of_coach" ON "accounts_coachgrant" ("coach_id", "expires_at") WHERE ("accepted_at" IS NOT NULL AND "ended_at" IS NULL);
CREATE UNIQUE INDEX "grant_once_a_pair" ON "accounts_coachgrant" ("seeker_id", "coach_id") WHERE ("accepted_at" IS NOT NULL AND "ended_at" IS NULL);
CREATE TABLE "accounts_membership" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "role" varchar(6) NOT NULL, "person_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "programme_id" bigint NOT NULL REFERENCES "accounts_programme" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "member_once" UNIQUE ("programme_id", "person_id"));
CREATE INDEX "accounts_membership_person_id_cd00e383" ON "accounts_membership" ("person_id");
CREATE INDEX "accounts_membership_programme_id_84be9717" ON "accounts_membership" ("programme_id");
CREATE TABLE "account_emailconfirmation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created" datetime NOT NULL, "sent" datetime NULL, "key" varchar(64) NOT NULL UNIQUE, "email_address_id" integer NOT NULL REFERENCES "account_emailaddress" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX "account_emailconfirmation_email_address_id_5b7f8c58" ON "account_emailconfirmation" ("email_address_id");
CREATE TABLE "account_emailaddress" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "verified" bool NOT NULL, "primary" bool NOT NULL, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "email" varchar(254) NOT NULL);
CREATE UNIQUE INDEX "account_emailaddress_user_id_email_987c8728_uniq" ON "account_emailaddress" ("user_id", "email");
CREATE UNIQUE INDEX "unique_verified_email" ON "account_emailaddress" ("email") WHERE "verified";
CREATE INDEX "account_emailaddress_user_id_2c513194" ON "account_emailaddress" ("user_id");
CREATE INDEX "account_emailaddress_email_03be32b2" ON "account_emailaddress" ("email");
CREATE UNIQUE INDEX "unique_primary_email" ON "account_emailaddress" ("user_id", "primary") WHERE "primary";
CREATE TABLE "django_admin_log" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" text NULL, "object_repr" varchar(200) NOT NULL, "action_flag" smallint unsigned NOT NULL CHECK ("action_flag" >= 0), "change_message" text NOT NULL, "content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "action_time" datetime NOT NULL);
CREATE INDEX "django_admin_log_content_type_id_c4bce8eb" ON "django_admin_log" ("content_type_id");
CREATE INDEX "django_admin_log_user_id_c564eba6" ON "django_admin_log" ("user_id");
CREATE TABLE "references_company" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(200) NOT NULL, "website" varchar(200) NOT NULL, "notes" text NOT NULL, "owner_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "company_has_name" CHECK (NOT ("name" = '')));
CREATE UNIQUE INDEX "company_name_once" ON "references_company" ("owner_id", (LOWER("name")));
CREATE INDEX "references_company_owner_id_d5e25206" ON "references_company" ("owner_id");
CREATE TABLE "references_contact" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "token" char(32) NOT NULL, "name" varchar(150) NOT NULL, "role" varchar(150) NOT NULL, "email" varchar(254) NOT NULL, "phone" varchar(50) NOT NULL, "link" varchar(200) NOT NULL, "notes" text NOT NULL, "company_id" bigint NULL REFERENCES "references_company" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "contact_token_once" UNIQUE ("owner_id", "token"), CONSTRAINT "contact_has_name" CHECK (NOT ("name" = '')));
CREATE INDEX "references_contact_company_id_52e2aa7d" ON "references_contact" ("company_id");
CREATE INDEX "references_contact_owner_id_adc333d4" ON "references_contact" ("owner_id");
CREATE INDEX "contact_by_name" ON "references_contact" ("owner_id", (LOWER("name")));
CREATE TABLE "references_reference" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "relationship" varchar(200) NOT NULL, "speaks_about" text NOT NULL, "consent" varchar(9) NOT NULL, "asked_on" date NULL, "agreed_on" date NULL, "declined_on" date NULL, "last_contact_on" date NULL, "job_hunting_since" date NULL, "contact_id" bigint NOT NULL UNIQUE REFERENCES "references_contact" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "reference_agreed_on_fits" CHECK (("agreed_on" IS NULL OR "consent" = 'agreed')), CONSTRAINT "reference_declined_on_fits" CHECK (("declined_on" IS NULL OR "consent" = 'declined')), CONSTRAINT "reference_asked_on_fits" CHECK (("asked_on" IS NULL OR NOT ("consent" = 'not_asked'))));
CREATE TABLE "applications_interview_interviewers" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "interview_id" bigint NOT NULL REFERENCES "applications_interview" ("id") DEFERRABLE INITIALLY DEFERRED, "contact_id" bigint NOT NULL REFERENCES "references_contact" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "applications_debrief" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "at" datetime NOT NULL, "signs" text NOT NULL CHECK ((JSON_VALID("signs") OR "signs" IS NULL)), "pace" varchar(5) NOT NULL, "culture" varchar(6) NOT NULL, "learned" text NOT NULL, "next_steps" text NOT NULL, "write_to" varchar(150) NOT NULL, "notes" text NOT NULL, "interview_id" bigint NOT NULL UNIQUE REFERENCES "applications_interview" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "applications_application_tags" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "application_id" bigint NOT NULL REFERENCES "applications_application" ("id") DEFERRABLE INITIALLY DEFERRED, "tag_id" bigint NOT NULL REFERENCES "applications_tag" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "applications_weeklygoal" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "applications" smallint unsigned NOT NULL CHECK ("applications" >= 0), "owner_id" bigint NOT NULL UNIQUE REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "applications_debrieftopic" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "text" text NOT NULL, "contact_id" bigint NOT NULL REFERENCES "references_contact" ("id") DEFERRABLE INITIALLY DEFERRED, "debrief_id" bigint NOT NULL REFERENCES "applications_debrief" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "topic_once_a_person" UNIQUE ("debrief_id", "contact_id"));
CREATE TABLE "applications_document" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "token" char(32) NOT NULL, "kind" varchar(12) NOT NULL, "name" varchar(120) NOT NULL, "file" varchar(200) NOT NULL, "filename" varchar(160) NOT NULL, "content_type" varchar(80) NOT NULL, "size" integer unsigned NOT NULL CHECK ("size" >= 0), "uploaded_at" datetime NOT NULL, "owner_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "document_token_once" UNIQUE ("owner_id", "token"), CONSTRAINT "document_has_name" CHECK (NOT ("name" = '')));
CREATE TABLE "applications_document_applications" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "document_id" bigint NOT NULL REFERENCES "applications_document" ("id") DEFERRABLE INITIALLY DEFERRED, "application_id" bigint NOT NULL REFERENCES "applications_application" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "applications_event" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "token" char(32) NOT NULL, "kind" varchar(20) NOT NULL, "at" datetime NOT NULL, "news_by" date NULL, "ask_on" date NULL, "result" varchar(11) NOT NULL, "stage" varchar(16) NOT NULL, "text" text NOT NULL, "application_id" bigint NOT NULL REFERENCES "applications_application" ("id") DEFERRABLE INITIALLY DEFERRED, "reference_id" bigint NULL REFERENCES "references_reference" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "event_token_once" UNIQUE ("application_id", "token"), CONSTRAINT "event_one_date_of_theirs" CHECK ((("ask_on" IS NULL AND "kind" = 'timeline_given' AND "news_by" IS NOT NULL) OR ("ask_on" IS NOT NULL AND "kind" = 'timeline_given' AND "news_by" IS NULL) OR (NOT ("kind" = 'timeline_given') AND "ask_on" IS NULL AND "news_by" IS NULL))), CONSTRAINT "event_reference_fits" CHECK ((("kind" IN ('reference_chosen', 'reference_contacted', 'reference_letter') AND "reference_id" IS NOT NULL) OR (NOT ("kind" IN ('reference_chosen', 'reference_contacted', 'reference_letter')) AND "reference_id" IS NULL))), CONSTRAINT "event_result_fits" CHECK ((("kind" = 'outcome' AND NOT ("result" = '')) OR (NOT ("kind" = 'outcome') AND "result" = ''))), CONSTRAINT "event_stage_fits" CHECK ((("kind" = 'moved' AND NOT ("stage" = '')) OR (NOT ("kind" = 'moved') AND "stage" = ''))));
CREATE UNIQUE INDEX "applications_interview_interviewers_interview_id_contact_id_47aac9b6_uniq" ON "applications_interview_interviewers" ("interview_id", "contact_id");
CREATE INDEX "applications_interview_interviewers_interview_id_71a4dde1" ON "applications_interview_interviewers" ("interview_id");
CREATE INDEX "applications_interview_interviewers_contact_id_e44d25f3" ON "applications_interview_interviewers" ("contact_id");
CREATE UNIQUE INDEX "applications_application_tags_application_id_tag_id_05077700_uniq" ON "applications_application_tags" ("application_id", "tag_id");
CREATE INDEX "applications_application_tags_application_id_ef714131" ON "applications_application_tags" ("application_id");
CREATE INDEX "applications_application_tags_tag_id_41d589be" ON "applications_application_tags" ("tag_id");
CREATE INDEX "applications_debrieftopic_contact_id_cc3227f5" ON "applications_debrieftopic" ("contact_id");
CREATE INDEX "applications_debrieftopic_debrief_id_2a628ae1" ON "applications_debrieftopic" ("debrief_id");
CREATE INDEX "applications_document_owner_id_c2aab46b" ON "applications_document" ("owner_id");
CREATE UNIQUE INDEX "applications_document_applications_document_id_application_id_9bbf3d0d_uniq" ON "applications_document_applications" ("document_id", "application_id");
CREATE INDEX "applications_document_applications_document_id_a0a9383c" ON "applications_document_applications" ("document_id");
CREATE INDEX "applications_document_applications_application_id_c6b62edf" ON "applications_document_applications" ("application_id");
CREATE UNIQUE INDEX "event_chosen_once" ON "applications_event" ("application_id", "reference_id") WHERE "kind" = 'reference_chosen';
CREATE INDEX "applications_event_application_id_11a853b8" ON "applications_event" ("application_id");
CREATE INDEX "applications_event_reference_id_89939755" ON "applications_event" ("reference_id");
CREATE INDEX "event_by_time" ON "applications_event" ("application_id", "at");
CREATE TABLE "applications_message" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "token" char(32) NOT NULL, "purpose" varchar(19) NOT NULL, "at" datetime NOT NULL, "channel" varchar(11) NOT NULL, "subject" varchar(250) NOT NULL, "body" text NOT NULL, "application_id" bigint NULL REFERENCES "applications_application" ("id") DEFERRABLE INITIALLY DEFERRED, "contact_id" bigint NULL REFERENCES "references_contact" ("id") DEFERRABLE INITIALLY DEFERRED, "interview_id" bigint NULL REFERENCES "applications_interview" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "reference_id" bigint NULL REFERENCES "references_reference" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "message_token_once" UNIQUE ("owner_id", "token"), CONSTRAINT "message_one_reader" CHECK (("contact_id" IS NULL OR "reference_id" IS NULL)), CONSTRAINT "message_belongs_somewhere" CHECK (("application_id" IS NOT NULL OR "reference_id" IS NOT NULL)), CONSTRAINT "message_interview_fits" CHECK (("interview_id" IS NULL OR "application_id" IS NOT NULL)), CONSTRAINT "message_to_employer_fits" CHECK ((NOT ("purpose" IN ('thank_you', 'status', 'decline_note')) OR ("application_id" IS NOT NULL AND "reference_id" IS NULL))), CONSTRAINT "message_to_reference_fits" CHECK (("purpose" IN ('thank_you', 'status', 'decline_note', 'other') OR "reference_id" IS NOT NULL)));
CREATE INDEX "applications_message_application_id_75529078" ON "applications_message" ("application_id");
CREATE INDEX "applications_message_contact_id_9880f22b" ON "applications_message" ("contact_id");
CREATE INDEX "applications_message_interview_id_e6a092b4" ON "applications_message" ("interview_id");
CREATE INDEX "applications_message_owner_id_a2a35623" ON "applications_message" ("owner_id");
CREATE INDEX "applications_message_reference_id_c19d4def" ON "applications_message" ("reference_id");
CREATE INDEX "message_by_time" ON "applications_message" ("application_id", "at");
CREATE INDEX "message_to_reference" ON "applications_message" ("reference_id", "at");
CREATE TABLE "applications_savedview" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(60) NOT NULL, "query" varchar(2000) NOT NULL, "owner_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "saved_view_has_name" CHECK (NOT ("name" = '')));
CREATE UNIQUE INDEX "saved_view_name_once" ON "applications_savedview" ("owner_id", (LOWER("name")));
CREATE INDEX "applications_savedview_owner_id_71b54d66" ON "applications_savedview" ("owner_id");
CREATE TABLE "applications_tag" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(40) NOT NULL, "owner_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "tag_has_name" CHECK (NOT ("name" = '')));
CREATE UNIQUE INDEX "tag_name_once" ON "applications_tag" ("owner_id", (LOWER("name")));
CREATE INDEX "applications_tag_owner_id_98f30d31" ON "applications_tag" ("owner_id");
CREATE TABLE "applications_application" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "token" char(32) NOT NULL, "title" varchar(200) NOT NULL, "stage" varchar(16) NOT NULL, "interest" smallint unsigned NOT NULL CHECK ("interest" >= 0), "pay_min" integer unsigned NULL CHECK ("pay_min" >= 0), "pay_max" integer unsigned NULL CHECK ("pay_max" >= 0), "pay_currency" varchar(3) NOT NULL, "pay_period" varchar(5) NOT NULL, "source" varchar(100) NOT NULL, "location" varchar(150) NOT NULL, "place" varchar(7) NOT NULL, "posting_url" varchar(1000) NOT NULL, "posting_text" text NOT NULL, "notes" text NOT NULL, "archived_at" datetime NULL, "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "company_id" bigint NOT NULL REFERENCES "references_company" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "application_token_once" UNIQUE ("owner_id", "token"), CONSTRAINT "application_has_title" CHECK (NOT ("title" = '')), CONSTRAINT "application_interest" CHECK (("interest" >= 1 AND "interest" <= 5)), CONSTRAINT "application_pay_order" CHECK (("pay_min" IS NULL OR "pay_max" IS NULL OR "pay_min" <= ("pay_max"))), CONSTRAINT "application_stage_known" CHECK ("stage" IN ('saved', 'applied', 'screening', 'interviewing', 'reference_check', 'offer', 'accepted', 'declined', 'rejected', 'withdrawn', 'no_response')));
CREATE INDEX "applications_application_company_id_dc7e2b2c" ON "applications_application" ("company_id");
CREATE INDEX "applications_application_owner_id_5b77f5bb" ON "applications_application" ("owner_id");
CREATE INDEX "application_recent" ON "applications_application" ("owner_id", "updated_at" DESC, "id" DESC);
CREATE INDEX "application_stage" ON "applications_application" ("owner_id", "stage");
CREATE TABLE "applications_interview" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "token" char(32) NOT NULL, "kind" varchar(12) NOT NULL, "arranged_at" datetime NOT NULL, "starts_at" datetime NOT NULL, "ends_at" datetime NOT NULL, "time_zone" varchar(64) NOT NULL, "place" varchar(200) NOT NULL, "link" varchar(1000) NOT NULL, "preparation" text NOT NULL, "cancelled_at" datetime NULL, "application_id" bigint NOT NULL REFERENCES "applications_application" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "interview_token_once" UNIQUE ("application_id", "token"), CONSTRAINT "interview_ends_after_start" CHECK ("ends_at" >= ("starts_at")), CONSTRAINT "interview_cancelled_after_arranged" CHECK (("cancelled_at" IS NULL OR "cancelled_at" >= ("arranged_at"))), CONSTRAINT "interview_kind_known" CHECK ("kind" IN ('phone_screen', 'interview')));
CREATE INDEX "applications_interview_application_id_e04b2b00" ON "applications_interview" ("application_id");
CREATE INDEX "interview_by_start" ON "applications_interview" ("application_id", "starts_at");
CREATE INDEX "interview_by_end" ON "applications_interview" ("ends_at");
CREATE INDEX "interview_ahead" ON "applications_interview" ("owner_id", "ends_at");
CREATE TABLE "applications_removedapplication" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "application" bigint NOT NULL, "rows" text NOT NULL, "documents" text NOT NULL CHECK ((JSON_VALID("documents") OR "documents" IS NULL)), "removed_at" datetime NOT NULL, "owner_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX "applications_removedapplication_removed_at_ad3d3ce5" ON "applications_removedapplication" ("removed_at");
CREATE INDEX "applications_removedapplication_owner_id_4a752dc9" ON "applications_removedapplication" ("owner_id");
CREATE INDEX "application_in_order" ON "applications_application" ("owner_id", "archived_at", "updated_at" DESC, "id" DESC);
CREATE TABLE "followups_heartbeat" ("task" varchar(60) NOT NULL PRIMARY KEY, "started_at" datetime NOT NULL, "succeeded_at" datetime NULL, "took_ms" integer unsigned NULL CHECK ("took_ms" >= 0), "counts" text NOT NULL CHECK ((JSON_VALID("counts") OR "counts" IS NULL)), "error" text NOT NULL);
CREATE TABLE "followups_calendarlink" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" char(32) NOT NULL, "made_at" datetime NOT NULL, "owner_id" bigint NOT NULL UNIQUE REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "followups_policychoice" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "base" varchar(20) NOT NULL, "changes" text NOT NULL CHECK ((JSON_VALID("changes") OR "changes" IS NULL)), "set_at" datetime NOT NULL, "owner_id" bigint NOT NULL UNIQUE REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "set_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "followups_coachnote" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "token" char(32) NOT NULL, "text" text NOT NULL, "shared" bool NOT NULL, "scopes" text NOT NULL CHECK ((JSON_VALID("scopes") OR "scopes" IS NULL)), "written_at" datetime NOT NULL, "client_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "coach_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "coach_note_token_once" UNIQUE ("coach_id", "token"), CONSTRAINT "coach_note_has_text" CHECK (NOT ("text" = '')));
CREATE TABLE "followups_digest" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(6) NOT NULL, "day" date NOT NULL, "about" varchar(24) NOT NULL, "state" varchar(7) NOT NULL, "claimed_until" datetime NULL, "attempts" smallint unsigned NOT NULL CHECK ("attempts" >= 0), "retry_at" datetime NULL, "sent_at" datetime NULL, "error" text NOT NULL, "owner_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "digest_once_a_day" UNIQUE ("owner_id", "kind", "day", "about"));
CREATE TABLE "followups_heldback" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "rule" varchar(40) NOT NULL, "guard" varchar(40) NOT NULL, "until" datetime NULL, "hides_at" datetime NULL, "sources" text NOT NULL CHECK ((JSON_VALID("sources") OR "sources" IS NULL)), "reason" text NOT NULL CHECK ((JSON_VALID("reason") OR "reason" IS NULL)), "application_id" bigint NOT NULL REFERENCES "applications_application" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "reference_id" bigint NULL REFERENCES "references_reference" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "followups_notetemplate" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "token" char(32) NOT NULL, "purpose" varchar(19) NOT NULL, "name" varchar(80) NOT NULL, "subject" varchar(250) NOT NULL, "body" text NOT NULL, "owner_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "note_template_token_once" UNIQUE ("owner_id", "token"), CONSTRAINT "note_template_has_name" CHECK (NOT ("name" = '')));
CREATE TABLE "followups_nudge" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "token" char(32) NOT NULL, "text" varchar(400) NOT NULL, "at" datetime NOT NULL, "shown_until" datetime NOT NULL, "read_at" datetime NULL, "client_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "coach_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "nudge_token_once" UNIQUE ("coach_id", "token"), CONSTRAINT "nudge_has_text" CHECK (NOT ("text" = '')));
CREATE TABLE "followups_policychange" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "coach_name" varchar(254) NOT NULL, "before_base" varchar(20) NOT NULL, "before_changes" text NOT NULL CHECK ((JSON_VALID("before_changes") OR "before_changes" IS NULL)), "base" varchar(20) NOT NULL, "changes" text NOT NULL CHECK ((JSON_VALID("changes") OR "changes" IS NULL)), "at" datetime NOT NULL, "settled_at" datetime NULL, "client_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "coach_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX "followups_policychoice_set_by_id_d94f5871" ON "followups_policychoice" ("set_by_id");
CREATE INDEX "followups_coachnote_client_id_94f13f03" ON "followups_coachnote" ("client_id");
CREATE INDEX "followups_coachnote_coach_id_bb58e85e" ON "followups_coachnote" ("coach_id");
CREATE INDEX "followups_digest_owner_id_fcf8455a" ON "followups_digest" ("owner_id");
CREATE INDEX "digest_unfinished" ON "followups_digest" ("state", "claimed_until") WHERE "state" IN ('claimed', 'retry');
CREATE UNIQUE INDEX "held_back_once_a_reference" ON "followups_heldback" ("application_id", "rule", "guard", "reference_id") WHERE "reference_id" IS NOT NULL;
CREATE UNIQUE INDEX "held_back_once" ON "followups_heldback" ("application_id", "rule", "guard") WHERE "reference_id" IS NULL;
CREATE INDEX "followups_heldback_application_id_65f6585d" ON "followups_heldback" ("application_id");
CREATE INDEX "followups_heldback_owner_id_d9adda6e" ON "followups_heldback" ("owner_id");
CREATE INDEX "followups_heldback_reference_id_f7fcc542" ON "followups_heldback" ("reference_id");
CREATE UNIQUE INDEX "note_template_name_once" ON "followups_notetemplate" ("owner_id", "purpose", (LOWER("name")));
CREATE INDEX "followups_notetemplate_owner_id_25b078c3" ON "followups_notetemplate" ("owner_id");
CREATE INDEX "followups_nudge_client_id_cbfeeee8" ON "followups_nudge" ("client_id");
CREATE INDEX "followups_nudge_coach_id_6ebcb053" ON "followups_nudge" ("coach_id");
CREATE INDEX "nudge_shown" ON "followups_nudge" ("client_id", "shown_until") WHERE "read_at" IS NULL;
CREATE UNIQUE INDEX "policy_change_one_open" ON "followups_policychange" ("client_id") WHERE "settled_at" IS NULL;
CREATE INDEX "followups_policychange_client_id_f216caba" ON "followups_policychange" ("client_id");
CREATE INDEX "followups_policychange_coach_id_cc8b04ef" ON "followups_policychange" ("coach_id");
CREATE TABLE "followups_reminder" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "scope" varchar(24) NOT NULL, "key" varchar(700) NOT NULL, "rule" varchar(40) NOT NULL, "opens_at" datetime NOT NULL, "due_at" datetime NULL, "lapses_at" datetime NULL, "optional" bool NOT NULL, "sources" text NOT NULL CHECK ((JSON_VALID("sources") OR "sources" IS NULL)), "reason" text NOT NULL CHECK ((JSON_VALID("reason") OR "reason" IS NULL)), "state" varchar(9) NOT NULL, "next_at" datetime NULL, "snoozed_until" datetime NULL, "raised_at" datetime NULL, "closed_at" datetime NULL, "application_id" bigint NULL REFERENCES "applications_application" ("id") DEFERRABLE INITIALLY DEFERRED, "contact_id" bigint NULL REFERENCES "references_contact" ("id") DEFERRABLE INITIALLY DEFERRED, "interview_id" bigint NULL REFERENCES "applications_interview" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "reference_id" bigint NULL REFERENCES "references_reference" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "reminder_key_once" UNIQUE ("owner_id", "scope", "key"), CONSTRAINT "reminder_belongs_somewhere" CHECK (("application_id" IS NOT NULL OR "reference_id" IS NOT NULL)), CONSTRAINT "reminder_state_known" CHECK ("state" IN ('planned', 'open', 'snoozed', 'done', 'dismissed', 'settled', 'lapsed')), CONSTRAINT "reminder_snoozed_until" CHECK ((NOT ("state" = 'snoozed') OR "snoozed_until" IS NOT NULL)));
CREATE INDEX "followups_reminder_application_id_47f34ab8" ON "followups_reminder" ("application_id");
CREATE INDEX "followups_reminder_contact_id_ae2e82be" ON "followups_reminder" ("contact_id");
CREATE INDEX "followups_reminder_interview_id_6a4c2a02" ON "followups_reminder" ("interview_id");
CREATE INDEX "followups_reminder_owner_id_3cdebbd2" ON "followups_reminder" ("owner_id");
CREATE INDEX "followups_reminder_reference_id_d1454a87" ON "followups_reminder" ("reference_id");
CREATE INDEX "reminder_next" ON "followups_reminder" ("next_at") WHERE "next_at" IS NOT NULL;
CREATE INDEX "reminder_queue" ON "followups_reminder" ("owner_id", "state", "optional", "opens_at", "due_at", "lapses_at", "snoozed_until");
CREATE INDEX "reminder_of_application" ON "followups_reminder" ("application_id", "state");
CREATE TABLE "followups_notedraft" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "channel" varchar(11) NOT NULL, "subject" varchar(250) NOT NULL, "body" text NOT NULL, "kept_at" datetime NOT NULL, "owner_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "purpose" varchar(19) NOT NULL, "application_id" bigint NULL REFERENCES "applications_application" ("id") DEFERRABLE INITIALLY DEFERRED, "interview_id" bigint NULL REFERENCES "applications_interview" ("id") DEFERRABLE INITIALLY DEFERRED, "contact_id" bigint NULL REFERENCES "references_contact" ("id") DEFERRABLE INITIALLY DEFERRED, "reference_id" bigint NULL REFERENCES "references_reference" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "note_draft_belongs_somewhere" CHECK (("application_id" IS NOT NULL OR "reference_id" IS NOT NULL)));
CREATE INDEX "followups_notedraft_owner_id_b493f094" ON "followups_notedraft" ("owner_id");
CREATE INDEX "followups_notedraft_application_id_f6d6bbff" ON "followups_notedraft" ("application_id");
CREATE INDEX "followups_notedraft_interview_id_4089aa84" ON "followups_notedraft" ("interview_id");
CREATE INDEX "followups_notedraft_contact_id_fcfff65c" ON "followups_notedraft" ("contact_id");
CREATE INDEX "followups_notedraft_reference_id_8a45b74f" ON "followups_notedraft" ("reference_id");
CREATE INDEX "note_draft_by_purpose" ON "followups_notedraft" ("owner_id", "purpose", "application_id");
CREATE INDEX "held_back_of_owner" ON "followups_heldback" ("owner_id", "guard", "until", "hides_at");
CREATE TABLE "mfa_authenticator" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "type" varchar(20) NOT NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)), "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "created_at" datetime NOT NULL, "last_used_at" datetime NULL);
CREATE INDEX "mfa_authenticator_user_id_0c3a50c0" ON "mfa_authenticator" ("user_id");
CREATE UNIQUE INDEX "unique_authenticator_type" ON "mfa_authenticator" ("user_id", "type") WHERE "type" IN ('totp', 'recovery_codes');
CREATE TABLE "django_session" ("session_key" varchar(40) NOT NULL PRIMARY KEY, "session_data" text NOT NULL, "expire_date" datetime NOT NULL);
CREATE INDEX "django_session_expire_date_a5c62663" ON "django_session" ("expire_date");
INSERT INTO django_migrations (app, name, applied) VALUES
('contenttypes', '0001_initial', '2026-11-22 06:31:00'),
('contenttypes', '0002_remove_content_type_name', '2026-11-22 06:31:00'),
('auth', '0001_initial', '2026-11-22 06:31:00'),
('auth', '0002_alter_permission_name_max_length', '2026-11-22 06:31:00'),
('auth', '0003_alter_user_email_max_length', '2026-11-22 06:31:00'),
('auth', '0004_alter_user_username_opts', '2026-11-22 06:31:00'),
('auth', '0005_alter_user_last_login_null', '2026-11-22 06:31:00'),
('auth', '0006_require_contenttypes_0002', '2026-11-22 06:31:00'),
('auth', '0007_alter_validators_add_error_messages', '2026-11-22 06:31:00'),
('auth', '0008_alter_user_username_max_length', '2026-11-22 06:31:00'),
('auth', '0009_alter_user_last_name_max_length', '2026-11-22 06:31:00'),
('auth', '0010_alter_group_name_max_length', '2026-11-22 06:31:00'),
('auth', '0011_update_proxy_permissions', '2026-11-22 06:31:00'),
('auth', '0012_alter_user_first_name_max_length', '2026-11-22 06:31:00'),
('accounts', '0001_initial', '2026-11-22 06:31:00'),
('account', '0001_initial', '2026-11-22 06:31:00'),
('account', '0002_email_max_length', '2026-11-22 06:31:00'),
('account', '0003_alter_emailaddress_create_unique_verified_email', '2026-11-22 06:31:00'),
('account', '0004_alter_emailaddress_drop_unique_email', '2026-11-22 06:31:00'),
('account', '0005_emailaddress_idx_upper_email', '2026-11-22 06:31:00'),
('account', '0006_emailaddress_lower', '2026-11-22 06:31:00'),
('account', '0007_emailaddress_idx_email', '2026-11-22 06:31:00'),
('account', '0008_emailaddress_unique_primary_email_fixup', '2026-11-22 06:31:00'),
('account', '0009_emailaddress_unique_primary_email', '2026-11-22 06:31:00'),
('admin', '0001_initial', '2026-11-22 06:31:00'),
('admin', '0002_logentry_remove_auto_add', '2026-11-22 06:31:00'),
('admin', '0003_logentry_add_action_flag_choices', '2026-11-22 06:31:00'),
('references', '0001_initial', '2026-11-22 06:31:00'),
('applications', '0001_initial', '2026-11-22 06:31:00'),
('applications', '0002_interviews_know_their_owner', '2026-11-22 06:31:00'),
('applications', '0003_deleted_applications_can_come_back', '2026-11-22 06:31:00'),
('applications', '0004_what_is_at_hand_is_counted_by_its_index', '2026-11-22 06:31:00'),
('followups', '0001_initial', '2026-11-22 06:31:00'),
('followups', '0002_notes_begun_are_no_reminders', '2026-11-22 06:31:00'),
('followups', '0003_notes_begun_belong_to_their_owner', '2026-11-22 06:31:00'),
('followups', '0004_what_is_held_back_is_told_by_its_index', '2026-11-22 06:31:00'),
('mfa', '0001_initial', '2026-11-22 06:31:00'),
('mfa', '0002_authenticator_timestamps', '2026-11-22 06:31:00'),
('mfa', '0003_authenticator_type_uniq', '2026-11-22 06:31:00'),
('sessions', '0001_initial', '2026-11-22 06:31:00');
