using CompetencyBot.BotFramework.Turns;
using CompetencyBot.Conversation;
using CompetencyBot.Conversation.Understanding;
using CompetencyBot.Features.AccountLink.Asking;
using CompetencyBot.Features.AccountLink.Dialog;
using CompetencyBot.Features.AccountLink.SignIn;
using CompetencyBot.Features.AccountLink.Watching;
using CompetencyBot.Features.Administration;
using CompetencyBot.Features.Administration.Entra;
using CompetencyBot.Features.Administration.Imports;
using CompetencyBot.Features.Administration.AddPeople;
using CompetencyBot.Features.Administration.PartnerCenter;
using CompetencyBot.Features.Administration.People;
using CompetencyBot.Features.Administration.Settings;
using CompetencyBot.Features.Administration.Told;
using CompetencyBot.Features.MyData;
using CompetencyBot.Features.MyData.Retention;
using CompetencyBot.Features.MyStatus;
using CompetencyBot.Features.Progress;
using CompetencyBot.Features.Progress.Weekly;
using CompetencyBot.Features.Reminders;
using CompetencyBot.Features.Renewal;
using CompetencyBot.Features.Renewal.Answering;
using CompetencyBot.Features.Renewal.Watching;
using CompetencyBot.Features.Upgrade;
using CompetencyBot.Features.Upgrade.Dialog;
using CompetencyBot.Features.Upgrade.Membership;
using CompetencyBot.Features.Upgrade.Nudging;
using CompetencyBot.Graph;
using CompetencyBot.Handouts;
using CompetencyBot.Outbox;
using CompetencyBot.Sources;
using CompetencyBot.Sources.Entra;
using CompetencyBot.Storage;
using CompetencyBot.Timing;

namespace CompetencyBot.Hosting;

public static class ConversationSetup
{
    public static void AddConversation(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;

        // The order within the groups of the help, in the menus of Teams, and of the buttons under an answer.
        services.AddCommand<StatusCommand>(StatusCommand.Info);
        services.AddCommand<LinkCommand>(LinkCommand.Info);
        services.AddCommand<ProgressCommand>(ProgressCommand.Info);
        services.AddCommand<UpgradeCommand>(UpgradeCommand.Info);
        services.AddCommand<WhatIfCommand>(WhatIfCommand.Info);
        services.AddCommand<RenewalCommand>(RenewalCommand.Info);
        services.AddCommand<BenefitsCommand>(BenefitsCommand.Info);
        services.AddCommand<RemindersCommand>(RemindersCommand.Info);
        services.AddCommand<NudgesCommand>(NudgesCommand.Info);
        services.AddCommand<UnlinkCommand>(UnlinkCommand.Info);
        services.AddCommand<MyDataCommand>(MyDataCommand.Info);
        services.AddCommand<HelpCommand>(HelpCommand.Info);
        services.AddCommand<AdminCommand>(AdminCommand.Info);
        services.AddCommand<WeeklyCommand>(WeeklyCommand.Info);
        services.AddCommand<LanguageCommand>(LanguageCommand.Info);
        services.AddCommand<PicturesCommand>(PicturesCommand.Info);
        services.AddCommand<CancelCommand>(CancelCommand.Info);
        services.AddCommand<BackCommand>(BackCommand.Info);
        services.AddCommand<ImportCommand>(ImportCommand.Info);
        services.AddCommand<AddPeopleCommand>(AddPeopleCommand.Info);
        services.AddCommand<WhoCommand>(WhoCommand.Info);
        services.AddKeyedScoped<ICommand, WhoIsUnlinked>(WhoCommand.Unlinked);
        services.AddKeyedScoped<ICommand, WhoCounts>(WhoCommand.Counting);
        services.AddKeyedScoped<ICommand, WhoLapses>(WhoCommand.Lapsing);
        services.AddCommand<RemindCommand>(RemindCommand.Info);
        services.AddSingleton<CommandWords>();
        services.AddSingleton<CompetencyNames>();
        services.AddSingleton<TextUnderstanding>();
        services.AddSingleton<TypedWords>();
        services.AddSingleton<OldCards>();

        // The layers of a turn, outermost first.
        services.AddScoped<ITurnMiddleware, ReplyOnError>();
        services.AddScoped<ITurnMiddleware, FollowSettings>();
        services.AddScoped<ITurnMiddleware, IgnoreRepeats>();
        services.AddScoped<ITurnMiddleware, TypingWhenSlow>();
        services.AddScoped<ITurnMiddleware, RememberConversation>();
        services.AddScoped<ITurnMiddleware, WelcomeOnce>();
        services.AddHandouts();
        services.AddScoped<ITurnMiddleware, SignInWindow>();
        services.AddScoped<ITurnMiddleware, OtherInvokes>();
        services.AddScoped<ITurnMiddleware, ReceiveNewPeople>();
        services.AddScoped<ITurnMiddleware, ReceiveFiles>();
        services.AddScoped<ITurnMiddleware, CommandRouter>();

        services.AddScoped<LinkSituations>();
        services.AddScoped<LinkBook>();
        services.AddScoped<LinkRun>();
        services.AddScoped<ColleagueAlert>();
        services.AddScoped<OwnChat>();

        services.AddScoped<ViewerFinder>();
        services.AddSingleton<UnknownWords>();
        services.AddScoped<TextAnswers>();
        services.AddScoped<CommandRun>();
        services.AddScoped<CurrentConversation>();
        services.AddScoped<Preferences>();
        services.AddScoped<OpenDialogs>();
        services.AddScoped<CardReaders>();
        services.AddScoped<ProgressSteps>();
        services.AddScoped<ProgressReplies>();
        services.AddScoped<LeaveDialog>();
        services.AddScoped<SignInAttempts>();
        services.AddScoped<SignInRefusals>();
        services.AddScoped<SignIns>();
        services.AddScoped<Answers>();
        services.AddScoped<SeenActivities>();
        services.AddScoped<AuditLog>();
        services.AddSingleton<EvidenceCache>();
        services.AddScoped<EvidenceReader>();
        services.AddScoped<EvidenceStore>();
        services.AddScoped<EvidenceSweep>();
        services.AddScoped<ImportRecord>();
        services.AddScoped<ImportPipeline>();
        services.AddScoped<FolderImport>();
        services.AddScoped<DryRunner>();
        services.AddScoped<AdminDirectory>();
        services.AddScoped<AdminPeople>();
        services.AddScoped<AdminSources>();
        services.AddScoped<DirectoryView>();
        services.AddScoped<HeldLeavers>();
        services.AddScoped<AuditView>();
        services.AddScoped<SettingForms>();
        services.AddScoped<SettingsDialog>();
        services.AddSingleton<ConnectCookie>();
        services.AddScoped<ConnectTickets>();
        services.AddScoped<ConnectPages>();
        services.AddScoped<ConnectTrips>();
        services.AddScoped<PartnerCenterDeeds>();
        services.AddScoped<PartnerCenterView>();
        services.AddScoped<InsightsNotice>();
        services.AddScoped<ToldList>();
        services.AddScoped<ToldCsv>();
        services.AddSingleton(ToldCsv.File);
        services.AddScoped<ToldView>();
        services.AddAddPeople();
        services.AddSingleton<PublicAddress>();
        services.AddScoped<FileIntake>();
        builder.AddGraph();
        services.AddEntra();
        services.AddSingleton<AppInstaller>();
        services.AddScoped<DroppedFiles>();
        services.AddScoped<ImportProgress>();
        services.AddScoped<ImportPreview>();
        services.AddScoped<ImportAsk>();
        services.AddScoped<ImportMessages>();
        services.AddScoped<ImportDecisions>();
        services.AddScoped<ImportUndo>();
        services.AddScoped<ImportOverview>();
        services.AddScoped<ImportHistory>();
        services.AddScoped<SkippedRowsCsv>();
        services.AddSingleton(SkippedRowsCsv.File);
        services.AddScoped<WeeklyPlans>();
        services.AddScoped<WeeklyDeeds>();
        services.AddScoped<WeeklyForm>();
        services.AddScoped<WeeklyList>();
        services.AddScoped<AdminRecipients>();
        services.AddScoped<WarningWriter>();
        services.AddScoped<SentWarnings>();
        services.AddScoped<RenewalWatch>();
        services.AddScoped<Assignments>();
        services.AddScoped<FallbackPlace>();
        services.AddScoped<RiskAnswers>();
        services.AddSingleton<HolidayFolder>();
        services.AddScoped<RecipientTime>();
        services.AddScoped<CertificateReminders>();
        services.AddScoped<OwnReminders>();
        services.AddScoped<OwnDataReader>();
        services.AddScoped<OwnDataDeletion>();
        services.AddScoped<LongGone>();
        services.AddScoped<EvidenceErasure>();
        services.AddScoped<KeptTexts>();
        services.AddScoped<LeaverErasure>();
        services.AddScoped<OwnDataFiles>();
        services.AddSingleton(OwnDataFiles.Json);
        services.AddSingleton(OwnDataFiles.Csv);
        services.AddScoped<AssociationNews>();
        services.AddScoped<AssociationWatch>();
        services.AddScoped<UnlinkedPeople>();
        services.AddScoped<AskMessages>();
        services.AddScoped<LinkRequests>();
        services.AddScoped<AskAnswers>();
        services.AddScoped<UpgradeRun>();
        services.AddScoped<Sight>();
        services.AddScoped<NudgeMessages>();
        services.AddScoped<NudgeReplies>();
        services.AddScoped<NudgeAnswers>();
        services.AddScoped<NudgeUpkeep>();
        services.AddScoped<NudgeWithdrawal>();
        services.AddScoped<Nudges>();
        services.AddScoped<JobStarter>();
        services.AddScoped<JobReport>();
    }

    /// <summary>All commands as they are registered, for whoever needs no bot.</summary>
    public static IReadOnlyList<CommandInfo> Commands()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.AddConversation();
        return [.. builder.Services.Select(service => service.ImplementationInstance).OfType<CommandInfo>()];
    }

    private static void AddCommand<TCommand>(this IServiceCollection services, CommandInfo info)
        where TCommand : class, ICommand => services
            .AddSingleton(info)
            .AddKeyedScoped<ICommand, TCommand>(info.Name);
}
