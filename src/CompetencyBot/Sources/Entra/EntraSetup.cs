namespace CompetencyBot.Sources.Entra;

public static class EntraSetup
{
    public static void AddEntra(this IServiceCollection services)
    {
        services.AddDataProtection();
        services.AddSingleton<SubscriptionSecret>();
        services.AddSingleton<SubscriptionAddress>();
        services.AddScoped<ChangeSubscription>();
        services.AddScoped<NotificationReader>();
        services.AddScoped<DeltaPages>();
        services.AddScoped<GroupMembers>();
        services.AddScoped<UserDetails>();
        services.AddScoped<DirectoryRows>();
        services.AddScoped<SyncLease>();
        services.AddScoped<SyncRules>();
        services.AddScoped<DeltaReading>();
        services.AddScoped<DirectoryGroups>();
        services.AddScoped<DirectoryDetails>();
        services.AddScoped<DirectoryReading>();
        services.AddScoped<LeaverWaves>();
        services.AddScoped<DirectorySync>();
    }
}
