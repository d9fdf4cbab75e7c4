from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('filings', '0002_whom_it_named'),
    ]

    operations = [
        migrations.AddField(
            model_name='turn',
            name='members',
            field=models.JSONField(default=list, verbose_name='选举委员会成员'),
        ),
    ]
