using CompetencyBot.BotFramework.Turns;
using CompetencyBot.Conversation;
using CompetencyBot.Features.AccountLink.Asking;
using CompetencyBot.Features.AccountLink.Dialog;
using CompetencyBot.Features.AccountLink.SignIn;
using CompetencyBot.Features.AccountLink.Watching;
using CompetencyBot.Features.Administration;
using CompetencyBot.Features.Administration.People;
using CompetencyBot.Features.Administration.Settings;
using CompetencyBot.Features.Administration.Told;
using CompetencyBot.Features.MyStatus;
using CompetencyBot.Features.Progress;
using CompetencyBot.Features.Reminders;
using CompetencyBot.Features.Renewal;
using CompetencyBot.Features.Renewal.Answering;
using CompetencyBot.Features.Renewal.Watching;
using CompetencyBot.Features.Upgrade;
using CompetencyBot.Outbox;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using CompetencyBot.Timing;

namespace CompetencyBot.Hosting;

public static class ConversationSetup
{
    public static void AddConversation(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;

        // The order of the help, and of the buttons under an answer.
        services.AddCommand<StatusCommand>(StatusCommand.Info);
        services.AddCommand<LinkCommand>(LinkCommand.Info);
        services.AddCommand<ProgressCommand>(ProgressCommand.Info);
        services.AddCommand<UpgradeCommand>(UpgradeCommand.Info);
        services.AddCommand<WhatIfCommand>(WhatIfCommand.Info);
        services.AddCommand<RenewalCommand>(RenewalCommand.Info);
        services.AddCommand<UnlinkCommand>(UnlinkCommand.Info);
        services.AddCommand<HelpCommand>(HelpCommand.Info);
        services.AddCommand<CancelCommand>(CancelCommand.Info);
        services.AddCommand<BackCommand>(BackCommand.Info);
        services.AddCommand<AdminCommand>(AdminCommand.Info);
        services.AddCommand<ImportCommand>(ImportCommand.Info);
        services.AddCommand<WhoCommand>(WhoCommand.Info);
        services.AddKeyedScoped<ICommand, WhoIsUnlinked>(WhoCommand.Unlinked);
        services.AddKeyedScoped<ICommand, WhoCounts>(WhoCommand.Counting);
        services.AddCommand<RemindCommand>(RemindCommand.Info);
        services.AddSingleton<CommandWords>();
        services.AddSingleton<CompetencyNames>();

        // The layers of a turn, outermost first.
        services.AddScoped<ITurnMiddleware, ReplyOnError>();
        services.AddScoped<ITurnMiddleware, FollowSettings>();
        services.AddScoped<ITurnMiddleware, IgnoreRepeats>();
        services.AddScoped<ITurnMiddleware, TypingWhenSlow>();
        services.AddScoped<ITurnMiddleware, RememberConversation>();
        services.AddScoped<ITurnMiddleware, WelcomeOnce>();
        services.AddScoped<ITurnMiddleware, ToldHandout>();
        services.AddScoped<ITurnMiddleware, SignInWindow>();
        services.AddScoped<ITurnMiddleware, OtherInvokes>();
        services.AddScoped<ITurnMiddleware, ReceiveFiles>();
        services.AddScoped<ITurnMiddleware, CommandRouter>();

        services.AddScoped<LinkSituations>();
        services.AddScoped<LinkBook>();
        services.AddScoped<LinkRun>();
        services.AddScoped<ColleagueAlert>();
        services.AddScoped<OwnChat>();

        services.AddScoped<ViewerFinder>();
        services.AddScoped<UnknownWords>();
        services.AddScoped<CurrentConversation>();
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
        services.AddScoped<ImportRecord>();
        services.AddSingleton<ImportFolder>();
        services.AddScoped<AdminDirectory>();
        services.AddScoped<AdminPeople>();
        services.AddScoped<AuditView>();
        services.AddScoped<SettingForms>();
        services.AddScoped<SettingsDialog>();
        services.AddScoped<ToldList>();
        services.AddScoped<ToldCsv>();
        services.AddScoped<ToldView>();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<ToldLink>();
        services.AddScoped<FileIntake>();
        services.AddScoped<FileHandover>();
        builder.AddAppInstaller();
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
        services.AddScoped<AssociationNews>();
        services.AddScoped<AssociationWatch>();
        services.AddScoped<UnlinkedPeople>();
        services.AddScoped<AskMessages>();
        services.AddScoped<LinkRequests>();
        services.AddScoped<AskAnswers>();
        services.AddScoped<JobStarter>();
        services.AddScoped<JobReport>();
    }

    private static void AddCommand<TCommand>(this IServiceCollection services, CommandInfo info)
        where TCommand : class, ICommand => services
            .AddSingleton(info)
            .AddKeyedScoped<ICommand, TCommand>(info.Name);
}
