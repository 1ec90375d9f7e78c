using CompetencyBot.BotFramework.Connector;
using CompetencyBot.Storage;

namespace CompetencyBot.Outbox;

public static class OutboxSetup
{
    public static void AddOutbox(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<OutboxWriter>();
        services.AddScoped<RecipientFinder>();
        services.AddScoped<ChatOpener>();
        services.AddSingleton<ChatsRefused>();
        services.AddScoped<OutboxLeases>();
        services.AddScoped<OutboxRecord>();
        services.AddScoped<Replacements>();
        services.AddScoped<MessageSender>();
        services.AddScoped<Courier>();
        services.AddSingleton<OutboxDelivery>();
        if (StoragePlace.From(builder.Configuration).Provider != StorageProvider.Postgres)
            return;

        // Several instances may run.
        services.AddSingleton<ICallBudget, SharedCallBudget>();
        services.AddHostedService<DeliveryOnEachInstance>();
    }
}
